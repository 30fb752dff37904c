using System.Numerics;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

public class ScalarsTests
{
    private static readonly BigInteger N = Integers.N;
    private readonly Random _random = new(2);

    [Fact]
    public void Arithmetic_is_that_of_integers_modulo_n()
    {
        BigInteger inverse = Integers.Inverse(BigInteger.One << 256, N);
        BigInteger[] values = [.. Integers.Edges(N, _random, 2000)];
        for (int i = 0; i < TestBudget.Iterations(40_000, 1_000_000); i++)
        {
            BigInteger a = values[i % values.Length], b = values[_random.Next(values.Length)];
            Assert.Equal((a + b) % N, Integers.ToInteger(Scalars.Add(Integers.ToWords(a), Integers.ToWords(b))));
            Assert.Equal(a * b * inverse % N, Integers.ToInteger(Scalars.Multiply(Integers.ToWords(a), Integers.ToWords(b))));
        }
    }

    [Fact]
    public void Every_scalar_but_0_has_its_inverse()
    {
        ModularInverse inverse = new(Scalars.Order);
        foreach (BigInteger value in Integers.Edges(N, _random, TestBudget.Iterations(2000, 100_000)).Where(value => !value.IsZero))
        {
            Assert.Equal(Integers.Inverse(value, N), Integers.ToInteger(inverse.Of(Integers.ToWords(value))));
        }
    }

    /// <summary>After one round of the division steps, which only halve, g is 1 + 2⁶²: two limbs that cancel unless they are or-ed.</summary>
    [Fact]
    public void Limbs_that_are_alike_are_not_taken_for_zero()
    {
        BigInteger value = (BigInteger.One << 62) + (BigInteger.One << 124);
        Assert.Equal(Integers.Inverse(value, N), Integers.ToInteger(new ModularInverse(Scalars.Order).Of(Integers.ToWords(value))));
    }

    [Fact]
    public void Scalars_are_halved_and_doubled_modulo_n()
    {
        foreach (BigInteger value in Integers.Edges(N, _random, 50))
        {
            BigInteger half = Integers.ToInteger(Scalars.Half(Integers.ToWords(value)));
            Assert.True(half < N);
            Assert.Equal(value, 2 * half % N);
            Assert.Equal(value * 8 % N, Integers.ToInteger(Scalars.Double(Integers.ToWords(value), 3)));
        }
    }

    [Fact]
    public void A_hash_is_its_integer_modulo_n()
    {
        foreach (BigInteger value in new[] { 0, 1, N - 1, N, N + 1, (BigInteger.One << 256) - 1 })
        {
            Assert.Equal(value % N, Integers.ToInteger(Scalars.FromHash(Integers.ToBytes(value))));
        }
    }

    [Fact]
    public void Every_bit_of_a_signed_half_is_a_sign()
    {
        BigInteger[] values = [.. Integers.Edges(N, _random, 500).Where(value => !value.IsZero)];
        foreach (BigInteger z in values)
        {
            BigInteger r = values[_random.Next(values.Length)], s = values[_random.Next(values.Length)];
            Scalars.SignedHalves(Integers.ToWords(z), Integers.ToWords(r), Integers.ToWords(s), out Words e1, out Words e2);
            BigInteger inverse = Integers.Inverse(s, N);
            Assert.Equal(z * inverse % N, SumOfSigns(e1));
            Assert.Equal(r * inverse % N, SumOfSigns(e2));
        }
    }

    private static BigInteger SumOfSigns(in Words scalar)
    {
        BigInteger integer = Integers.ToInteger(scalar), sum = 0;
        Assert.True(integer < N);
        for (int bit = 0; bit < 256; bit++)
        {
            sum += ((integer >> bit) & 1) == 1 ? BigInteger.One << bit : -(BigInteger.One << bit);
        }

        return Integers.Mod(sum, N);
    }
}
