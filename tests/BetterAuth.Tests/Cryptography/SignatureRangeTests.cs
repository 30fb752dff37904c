using System.Numerics;
using BetterAuth.Cryptography.P256;

namespace BetterAuth.Tests.Cryptography;

/// <summary>Which points an r stands for: those with x = r, and with x = r + n where that is below p. Chance never meets the second kind.</summary>
public class SignatureRangeTests
{
    private static readonly BigInteger N = Number("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551");
    private static readonly BigInteger P = Number("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
    private static readonly BigInteger All = BigInteger.One << 256;

    [Fact]
    public void A_point_matches_r_when_its_x_is_r() => Assert.True(Matches(r: 7, x: 7));

    [Fact]
    public void A_point_matches_r_when_its_x_is_r_and_the_order()
    {
        Assert.True(Matches(r: 7, x: 7 + N));
        Assert.True(Matches(r: P - N - 1, x: P - 1));
    }

    [Fact]
    public void No_other_point_matches()
    {
        Assert.False(Matches(r: 7, x: 8));
        Assert.False(Matches(r: 7, x: 8 + N));
        Assert.False(Matches(r: P - N, x: 0)); // r + n is p, and p is no x
        Assert.False(Matches(r: P - N + 3, x: 3));
        Assert.False(Matches(r: All - N + 5, x: 5)); // r + n is 2^256 + 5
        Assert.False(Matches(r: N - 1, x: N - 2));
    }

    private static bool Matches(BigInteger r, BigInteger x)
    {
        FieldElement factor = FieldElement.FromInteger(Of(1_000_003));
        return SignatureRange.Matches(FieldElement.FromInteger(Of(x)) * factor, factor, Of(r));
    }

    private static Words Of(BigInteger number)
    {
        byte[] bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        return Words.Read([.. new byte[32 - bytes.Length], .. bytes]);
    }

    private static BigInteger Number(string hex) => new(Convert.FromHexString(hex), isUnsigned: true, isBigEndian: true);
}
