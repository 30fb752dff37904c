using System.Text;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;
using CsCheck;

namespace BetterAuth.Tests.Wire;

/// <summary>Texts are their bytes.</summary>
public class Utf8TextProperties
{
    private static readonly Gen<byte[]> Bytes = Gen.Byte[0, 3].Array[0, 4];

    [Property]
    public void Equality_is_by_bytes_in_all_its_spellings() =>
        Gen.Select(Bytes, Bytes).Holds(pair =>
        {
            Utf8Text one = new(pair.Item1), other = new(pair.Item2);
            bool same = pair.Item1.AsSpan().SequenceEqual(pair.Item2);
            return (one == other) == same && (one != other) == !same && one.Equals((object)other) == same && one.FixedTimeEquals(other) == same
                && (!same || one.GetHashCode() == other.GetHashCode()) && !one.Equals(pair.Item1);
        });

    [Property]
    public void A_string_comes_back() =>
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Array[0, 20].Select(points => string.Concat(points.Select(point => new Rune(point).ToString()))).Holds(text =>
            Utf8Text.FromString(text).ToString() == text && Utf8Text.FromString(text).IsEmpty == (text.Length == 0) && Utf8Text.FromString(text).Length == Encoding.UTF8.GetByteCount(text));

    [Property]
    public void An_owned_text_does_not_change_with_the_buffer_it_was_read_from() =>
        Gen.Byte[1, 255].Array[1, 20].Holds(bytes =>
        {
            byte[] buffer = [.. bytes];
            Utf8Text slice = new(buffer), owned = slice.ToOwned();
            Array.Clear(buffer);
            return owned.Span.SequenceEqual(bytes) && slice != owned;
        });

    [Fact]
    public void Texts_that_differ_hardly_ever_have_one_hash_code() =>
        Assert.InRange(Enumerable.Range(0, 100).Select(number => Utf8Text.FromString($"text {number}").GetHashCode()).Distinct().Count(), 98, 100);
}
