using System.Numerics;
using System.Runtime.CompilerServices;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Tables;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

public class TableTests
{
    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void Rows_are_the_multiples_they_stand_for(string strategy, string name)
    {
        using TestKey key = new(Integers.Random(new(5), Integers.N));
        TableShape shape = Strategies.ShapeOf(name);
        CheckRows(strategy, Strategies.Of(strategy).TableOf(key.Point, shape), key.D, shape.Rows > 64 ? TestBudget.Iterations(200, 2000) : null);
    }

    [Theory]
    [MemberData(nameof(Strategies.WithShapes), MemberType = typeof(Strategies))]
    public void Rows_of_the_base_point_are_the_multiples_they_stand_for(string strategy, string beside) =>
        CheckRows(strategy, Strategies.Of(strategy).TableOf(AffinePoint.Base, Strategies.ShapeOf(beside).OfBasePoint), 1, TestBudget.Iterations(200, 2000));

    [Theory]
    [MemberData(nameof(Strategies.Names), MemberType = typeof(Strategies))]
    public void Rows_are_cache_lines(string strategy)
    {
        PointTable table = Strategies.Of(strategy).TableOf(AffinePoint.Base, TableShape.Small);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        unsafe
        {
            Assert.Equal(0u, (nuint)Unsafe.AsPointer(ref table.Rows) % 64);
            Assert.Equal(0u, (nuint)Unsafe.AsPointer(ref table.Row(17)) % 64);
        }
    }

    private static void CheckRows(string strategy, PointTable table, BigInteger d, int? sample)
    {
        BigInteger[] coefficients = Coefficients.Of(table.Shape);
        Random random = new(6);
        IEnumerable<int> rows = sample is { } count ? Enumerable.Range(0, count).Select(_ => random.Next(coefficients.Length)).Append(coefficients.Length - 1) : Enumerable.Range(0, coefficients.Length);
        foreach (int row in rows)
        {
            BigInteger multiple = Integers.Mod(coefficients[row] * d, Integers.N);
            AffinePoint actual = Strategies.Of(strategy).PointOf(table, row);
            Assert.Equal(Multiples.Of(multiple), (Integers.ToInteger(actual.X.ToInteger()), Integers.ToInteger(actual.Y.ToInteger())));
        }
    }
}
