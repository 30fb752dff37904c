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

    private static FieldElement Of(BigInteger value) => FieldElement.FromInteger(Integers.ToWords(value));
}
