using System.Numerics;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography.P256;

public class FieldElementTests
{
    private static readonly BigInteger P = Integers.P;
    private readonly Random _random = new(1);

    [Fact]
    public void Arithmetic_is_that_of_integers_modulo_p()
    {
        BigInteger[] values = [.. Integers.Edges(P, _random, 2000)];
        for (int i = 0; i < TestBudget.Iterations(40_000, 1_000_000); i++)
        {
            BigInteger a = values[i % values.Length], b = values[_random.Next(values.Length)];
            FieldElement x = Of(a), y = Of(b);
            Assert.Equal((a + b) % P, Integers.ToInteger((x + y).ToInteger()));
            Assert.Equal(Integers.Mod(a - b, P), Integers.ToInteger((x - y).ToInteger()));
            Assert.Equal(a * b % P, Integers.ToInteger((x * y).ToInteger()));
        }
    }

    [Fact]
    public void The_Montgomery_form_itself_is_multiplied_right_at_its_edges()
    {
        BigInteger inverse = Integers.Inverse(BigInteger.One << 256, P);
        BigInteger[] limbs = [.. Integers.Edges(P, _random, 500)];
        foreach (BigInteger a in limbs)
        {
            foreach (BigInteger b in limbs[..30])
            {
                FieldElement product = FieldElement.FromLimbs(Integers.ToWords(a)) * FieldElement.FromLimbs(Integers.ToWords(b));
                Assert.Equal(a * b * inverse % P, Integers.ToInteger(product.Limbs));
            }
        }
    }

    [Fact]
    public void Every_element_but_0_has_its_inverse()
    {
        foreach (BigInteger value in Integers.Edges(P, _random, 1000).Where(value => !value.IsZero))
        {
            Assert.Equal(Integers.Inverse(value, P), Integers.ToInteger(Of(value).Inverse().ToInteger()));
        }
    }

    /// <summary>Limb by limb: what decides between a sum and the sum less p is in any of them.</summary>
    [Fact]
    public void Sums_on_both_sides_of_p_are_told_apart_whichever_limb_they_differ_in()
    {
        for (int bit = 0; bit < 224; bit++)
        {
            foreach (BigInteger sum in new[] { P - (BigInteger.One << bit), P + (BigInteger.One << bit) - 1, P + (BigInteger.One << bit) })
            {
                BigInteger a = P - 2 - (BigInteger.One << bit), b = sum - a;
                Assert.Equal(sum % P, Integers.ToInteger((FieldElement.FromLimbs(Integers.ToWords(a)) + FieldElement.FromLimbs(Integers.ToWords(b))).Limbs));
            }
        }
    }

    [Fact]
    public void Bytes_are_those_of_the_integer_and_only_integers_below_p_are_read()
    {
        byte[] written = new byte[32];
        foreach (BigInteger value in Integers.Edges(P, _random, 50))
        {
            byte[] bytes = Integers.ToBytes(value);
            Assert.True(FieldElement.TryRead(bytes, out FieldElement element));
            Assert.Equal(value, Integers.ToInteger(element.ToInteger()));
            element.Write(written);
            Assert.Equal(bytes, written);
        }

        foreach (BigInteger value in new[] { P, P + 1, P + (BigInteger.One << 96), (BigInteger.One << 256) - 1 })
        {
            Assert.False(FieldElement.TryRead(Integers.ToBytes(value), out _));
        }
    }

    [Fact]
    public void Only_0_is_zero()
    {
        Assert.True(default(FieldElement).IsZero);
        Assert.True(Of(0).IsZero);
        for (int bit = 0; bit < 256; bit += 32)
        {
            Assert.False(FieldElement.FromLimbs(Integers.ToWords(BigInteger.One << bit)).IsZero);
        }
    }

    [Fact]
    public void Squaring_and_doubling_several_times_is_a_power_and_a_multiple()
    {
        Assert.Equal(BigInteger.One, Integers.ToInteger(FieldElement.One.ToInteger()));
        foreach (BigInteger value in Integers.Edges(P, _random, 20).Take(40))
        {
            foreach (int times in new[] { 0, 1, 5 })
            {
                Assert.Equal(BigInteger.ModPow(value, 1 << times, P), Integers.ToInteger(Of(value).Square(times).ToInteger()));
                Assert.Equal((value << times) % P, Integers.ToInteger(Of(value).Double(times).ToInteger()));
            }
        }
    }

    private static FieldElement Of(BigInteger value) => FieldElement.FromInteger(Integers.ToWords(value));
}
