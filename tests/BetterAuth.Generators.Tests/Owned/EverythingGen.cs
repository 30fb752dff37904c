using CsCheck;

namespace BetterAuth.Generators.Tests.Owned;

/// <summary>Values that JSON can carry.</summary>
internal static class EverythingGen
{
    private const long MaxExact = 1L << 53;

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.Char.AlphaNumeric.Array[0, 8].Select(characters => new string(characters)),
        Gen.Int[0, 0x10FFFF].Where(value => value is < 0xD800 or > 0xDFFF).Array[0, 4].Select(values => string.Concat(values.Select(char.ConvertFromUtf32))));

    private static readonly Gen<string> Name = Text.Select(text => "n" + text); // Not an array index.

    private static readonly Gen<double> Number = Gen.OneOf(Gen.Double.Where(double.IsFinite), Gen.Int.Select(value => value / 8.0)).Select(value => value == 0 ? 0 : value); // Minus zero comes back as zero.

    private static readonly Gen<float> Single = Gen.Single.Where(float.IsFinite).Select(value => value == 0 ? 0 : value);

    private static readonly Gen<Guarded> Guarded = Gen.Dictionary(Name, Gen.Bool.Nullable(0.3))[0, 3].Select(flags => new Guarded(flags));

    private static readonly Gen<Leaf> Leaf = Gen.Select(Guarded, Gen.SByte.Nullable(0.3), (inner, small) => new Leaf(inner, small));

    public static Gen<Everything> Values { get; } = Of(2);

    private static Gen<Everything> Of(int depth)
    {
        Gen<List<Everything>> children = depth == 0 ? Gen.Const(() => new List<Everything>()) : Of(depth - 1).List[0, 2];
        Gen<(string, bool, int, long, ulong, double, float)> scalars = Gen.Select(Text, Gen.Bool, Gen.Int, Gen.Long[-MaxExact, MaxExact], Gen.ULong, Number, Single);
        Gen<(string?, byte?, Leaf?)> nullable = Gen.Select(Text.Null(0.3), Gen.Byte.Nullable(0.3), Leaf.Nullable(0.3));
        Gen<(short[], List<string?>, Dictionary<string, List<double>>, List<Everything>)> collections =
            Gen.Select(Gen.Short.Array[0, 4], Text.Null(0.3).List[0, 4], Gen.Dictionary(Name, Number.List[0, 3])[0, 3], children);
        return Gen.Select(scalars, nullable, collections, (scalar, maybe, many) => new Everything
        {
            Text = scalar.Item1,
            Flag = scalar.Item2,
            Integer = scalar.Item3,
            Long = scalar.Item4,
            Big = scalar.Item5,
            Number = scalar.Item6,
            Single = scalar.Item7,
            MaybeText = maybe.Item1,
            MaybeByte = maybe.Item2,
            Leaf = maybe.Item3,
            Array = many.Item1,
            Texts = many.Item2,
            Table = many.Item3,
            Children = many.Item4,
        });
    }
}
