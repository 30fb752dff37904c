using System.Numerics;
using BetterAuth.Cryptography.P256;
using BetterAuth.Cryptography.P256.Lanes;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

/// <summary>The vectors' arithmetic against integers, with every limb at its extremes.</summary>
public class LanesTests
{
    private const double Largest = (1L << 51) + 4; // what a carried limb may reach
    private const double LargestTop = (1L << 50) + (1L << 46) + (1L << 44); // the topmost: values are below 4.3·p (RangesTests)

    [Fact]
    public void Eight_lanes_calculate_modulo_p()
    {
        Assert.SkipUnless(Lanes512.IsSupported, "No AVX-512 here.");
        Check<Lanes512>();
    }

    [Fact]
    public void Four_lanes_calculate_modulo_p()
    {
        Assert.SkipUnless(Lanes256.IsSupported, "No AVX2 with FMA here.");
        Check<Lanes256>();
    }

    private static void Check<T>()
        where T : unmanaged, ILanes<T>
    {
        Random random = new(9);
        for (int i = 0; i < TestBudget.Iterations(2000, 100_000); i++)
        {
            Arguments<T> a = new(random), b = new(random), c = new(random), d = new(random);
            T.Multiply(a.Lanes, b.Lanes, out T product);
            T.Square(a.Lanes, out T square);
            T.MultiplyDifference(a.Lanes, b.Lanes, c.Lanes, d.Lanes, out T difference);
            T.Add(a.Lanes, b.Lanes, out T sum);
            T.Subtract(a.Lanes, b.Lanes, out T minus);
            T.SubtractTwice(product, square, difference, out T twice);
            for (int lane = 0; lane < T.Count; lane++)
            {
                BigInteger x = a.Elements[lane], y = b.Elements[lane], u = c.Elements[lane], v = d.Elements[lane];
                Equal(x * y, product, lane);
                Equal(x * x, square, lane);
                Equal((x * y) - (u * v), difference, lane);
                Equal(x + y, sum, lane);
                Equal(x - y, minus, lane);
                Equal((x * y) - (x * x) - (2 * ((x * y) - (u * v))), twice, lane);
                Assert.All(Limbs(product, lane), limb => Assert.InRange(limb, -(double)(1L << 51), (1L << 51) - 1));
                Assert.All(Limbs(minus, lane)[..4], limb => Assert.InRange(limb, -Largest, Largest));
                Assert.All(Limbs(twice, lane)[..4], limb => Assert.InRange(limb, -Largest, Largest));
            }
        }

        static void Equal(BigInteger expected, in T lanes, int lane) => Assert.Equal(Integers.Mod(expected, Integers.P), Integers.ToInteger(T.Get(lanes, lane).ToInteger()));
    }

    private static double[] Limbs<T>(T lanes, int lane)
        where T : unmanaged, ILanes<T>
    {
        ReadOnlySpan<double> limbs = System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(new ReadOnlySpan<T>(in lanes));
        double[] result = new double[5];
        for (int i = 0; i < 5; i++)
        {
            result[i] = limbs[(i * T.Count) + lane];
        }

        return result;
    }

    /// <summary>Lanes whose limbs are what a formula may bring: any value up to the largest, mostly the extremes.</summary>
    private sealed class Arguments<T>
        where T : unmanaged, ILanes<T>
    {
        private static readonly double[] Extremes = [0, 1, -1, Largest, -Largest, 1L << 51, -(1L << 51), (1L << 51) - 1, 1 - (1L << 51)];
        private static readonly BigInteger Inverse = Integers.Inverse(BigInteger.One << 260, Integers.P);

        public readonly T Lanes;

        public Arguments(Random random)
        {
            Span<double> limbs = System.Runtime.InteropServices.MemoryMarshal.Cast<T, double>(new Span<T>(ref Lanes));
            for (int lane = 0; lane < T.Count; lane++)
            {
                BigInteger value = 0;
                for (int i = 4; i >= 0; i--)
                {
                    double limb = random.Next(3) == 0 ? Math.Floor((random.NextDouble() - 0.5) * 2 * Largest) : Extremes[random.Next(Extremes.Length)];
                    limb = i == 4 ? Math.Clamp(limb, -LargestTop, LargestTop) : limb;
                    limbs[(i * T.Count) + lane] = limb;
                    value = (value << 52) + new BigInteger(limb);
                }

                Elements[lane] = value * Inverse % Integers.P;
            }
        }

        public BigInteger[] Elements { get; } = new BigInteger[T.Count];
    }
}
