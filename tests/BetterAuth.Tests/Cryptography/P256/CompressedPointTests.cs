using System.Numerics;
using System.Security.Cryptography;
using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Wire.Cesr;
using BetterAuth.Wire.Cesr;
using CsCheck;
using Org.BouncyCastle.Asn1.Sec;
using BouncyPoint = Org.BouncyCastle.Math.EC.ECPoint;


namespace BetterAuth.Tests.Cryptography.P256;

public class CompressedPointTests
{
    private static readonly Org.BouncyCastle.Math.EC.ECCurve Curve = SecNamedCurves.GetByName("secp256r1").Curve;
    private static readonly BigInteger P = Hex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
    private readonly P256Verifier _verifier = new();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(0x82)]
    [InlineData(0xFF)]
    public void E_10_Only_the_tags_02_and_03_name_a_point(byte tag)
    {
        byte[] point = KnownPoint();
        Assert.True(IsPoint(point));
        point[0] = tag;
        Assert.False(IsPoint(point));
    }

    [Fact]
    public void E_11_An_x_that_is_not_below_p_or_not_on_the_curve_is_refused()
    {
        foreach (BigInteger x in new[] { P, P + 1, P + 5, (BigInteger.One << 256) - 1 })
        {
            Assert.False(IsPoint([2, .. Bytes(x)]), x.ToString("x"));
        }

        // p + x of a point whose x is small enough: the same residue, another encoding.
        BigInteger small = Enumerable.Range(5, 100).Select(x => (BigInteger)x).First(x => Decoded([2, .. Bytes(x)]) is not null);
        Assert.True(IsPoint([2, .. Bytes(small)]));
        Assert.False(IsPoint([2, .. Bytes(P + small)]));

        // p − 1: 2 + b is no square (checked against BouncyCastle, as is every x near both ends).
        int refused = 0, each = TestBudget.IsSample ? 200 : 20;
        foreach (int offset in Enumerable.Range(0, each))
        {
            foreach (BigInteger x in new[] { offset, P - 1 - offset })
            {
                byte[] point = [(byte)(2 | (offset & 1)), .. Bytes(x)];
                Assert.Equal(Decoded(point) is not null, IsPoint(point));
                refused += IsPoint(point) ? 0 : 1;
            }
        }

        Assert.InRange(refused, each / 2, each * 3 / 2);
    }

    [Fact]
    public void E_12_The_zero_key_is_refused_and_the_point_with_x_0_accepted()
    {
        Assert.False(IsPoint(new byte[33]));
        Assert.True(IsPoint([2, .. new byte[32]]));
        Assert.True(IsPoint([3, .. new byte[32]]));
        Span<byte> y = stackalloc byte[32];
        Assert.True(CompressedPoint.TryDecompress([2, .. new byte[32]], y));
        Assert.Equal("66485C780E2F83D72433BD5D84A06BB6541C2AF31DAE871728BF856A174F93F4", Convert.ToHexString(y));
    }

    [Fact]
    public void E_13_Points_of_other_curves_are_accepted_only_where_their_x_is_also_on_P_256()
    {
        int each = TestBudget.IsSample ? 200 : 12;
        BouncyPoint[] others =
        [
            .. Multiples("secp256k1", each),
            .. Multiples("brainpoolP256r1", each),
            .. Multiples("secp384r1", each / 4),
        ];
        int accepted = 0;
        byte[] y = new byte[32];
        foreach (BouncyPoint other in others)
        {
            byte[] encoded = other.GetEncoded(compressed: true);
            byte[] point = [encoded[0], .. encoded.AsSpan(encoded.Length - 32)];
            bool expected = Decoded(point) is not null;
            Assert.Equal(expected, IsPoint(point));
            accepted += expected ? 1 : 0;
            Assert.False(CompressedPoint.TryDecompress(encoded.AsSpan(1), y));
        }

        Assert.InRange(accepted, each / 2, each * 7 / 4); // about half of all x are on the curve, the other half on its twist
    }

    [Fact]
    public void E_21_Every_compressed_encoding_of_Wycheproof_is_answered_as_it_should_be()
    {
        using JsonDocument file = Vectors.Json("wycheproof/ecdh_secp256r1_ecpoint_test.json");
        int compressed = 0, all = 0;
        Span<byte> y = stackalloc byte[32];
        foreach (JsonElement test in file.RootElement.GetProperty("testGroups").EnumerateArray().SelectMany(group => group.GetProperty("tests").EnumerateArray()))
        {
            byte[] encoded = Convert.FromHexString(test.GetProperty("public").GetString()!);
            string id = $"tcId {test.GetProperty("tcId")}";
            bool accepted = CompressedPoint.TryDecompress(encoded, y);
            all++;
            if (encoded.Length != CompressedPoint.Length)
            {
                Assert.False(accepted, id);
                continue;
            }

            compressed++;
            BouncyPoint? expected = Decoded(encoded);
            Assert.True(accepted == expected is not null, id);
            Assert.True(!accepted || y.SequenceEqual(expected!.AffineYCoord.GetEncoded()), id);
            Assert.True(test.GetProperty("result").GetString() != "valid" || accepted, id);
        }

        Assert.Equal(355, all);
        Assert.True(compressed > 0);
    }

    [Fact]
    public void Every_point_comes_back_from_its_compressed_form_with_the_y_that_was_asked_for() =>
        Gen.Byte.Array[32].Sample(
            scalar =>
            {
                scalar[0] &= 0x7F; // below n
                scalar[31] |= 1; // above 0
                using ECDsa key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = scalar });
                ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
                BigInteger y = new(q.Y!, isUnsigned: true, isBigEndian: true);
                byte even = (byte)(2 | (q.Y![31] & 1));
                Span<byte> found = stackalloc byte[32];
                Assert.True(CompressedPoint.TryDecompress([even, .. q.X!], found));
                Assert.True(found.SequenceEqual(q.Y));
                Assert.True(CompressedPoint.TryDecompress([(byte)(even ^ 1), .. q.X!], found));
                Assert.Equal(P - y, new BigInteger(found, isUnsigned: true, isBigEndian: true));
            },
            iter: TestBudget.Iterations(200, 5_000));

    [Fact]
    public void Random_encodings_are_answered_as_BouncyCastle_answers_them()
    {
        int accepted = 0;
        Gen.Select(Gen.Byte[2, 3], Gen.Byte.Array[32]).Sample(
            (tag, x) =>
            {
                byte[] point = [tag, .. x];
                BouncyPoint? expected = Decoded(point);
                Span<byte> y = stackalloc byte[32];
                Assert.Equal(expected is not null, CompressedPoint.TryDecompress(point, y));
                if (expected is not null)
                {
                    Interlocked.Increment(ref accepted);
                    Assert.Equal(expected.AffineYCoord.GetEncoded(), y.ToArray());
                }
            },
            iter: TestBudget.Iterations(500, 10_000));
        Assert.True(accepted > (TestBudget.IsSample ? 100 : 0));
    }

    private bool IsPoint(byte[] point)
    {
        bool valid = _verifier.IsValidKey(Cesr.Text(CesrCode.PublicKey, point));
        Assert.Equal(valid, CompressedPoint.TryDecompress(point, stackalloc byte[32]));
        return valid;
    }

    private static byte[] KnownPoint() => SecNamedCurves.GetByName("secp256r1").G.GetEncoded(compressed: true);

    private static IEnumerable<BouncyPoint> Multiples(string curve, int count)
    {
        BouncyPoint generator = Org.BouncyCastle.Asn1.X9.ECNamedCurveTable.GetByName(curve).G;
        BouncyPoint next = generator;
        for (int i = 0; i < count; i++)
        {
            yield return next.Normalize();
            next = next.Add(generator);
        }
    }

    private static BouncyPoint? Decoded(byte[] encoded)
    {
        try
        {
            return Curve.DecodePoint(encoded);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static BigInteger Hex(string digits) => BigInteger.Parse("0" + digits, System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private static byte[] Bytes(BigInteger value)
    {
        byte[] bytes = value.ToByteArray(isUnsigned: true, isBigEndian: true);
        return [.. new byte[32 - bytes.Length], .. bytes];
    }
}
