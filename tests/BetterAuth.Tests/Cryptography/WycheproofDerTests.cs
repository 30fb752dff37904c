using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Wire.Cesr;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Tests.Cryptography;

/// <summary>Signatures that Wycheproof writes in DER, taken apart strictly and put into our form where they fit.</summary>
public class WycheproofDerTests
{
    private readonly P256Verifier _verifier = new();

    [Fact]
    public void E_20_Every_DER_case_is_answered_as_it_should_be()
    {
        using JsonDocument file = Vectors.Json("wycheproof/ecdsa_secp256r1_sha256_test.json");
        int cases = 0, representable = 0;
        foreach (JsonElement group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            byte[] point = Convert.FromHexString(group.GetProperty("publicKey").GetProperty("uncompressed").GetString()!);
            byte[] key = Cesr.Text(CesrCode.PublicKey, [(byte)(2 | (point[64] & 1)), .. point[1..33]]);
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                cases++;
                bool valid = test.GetProperty("result").GetString() == "valid";
                byte[]? signature = Strict(Convert.FromHexString(test.GetProperty("sig").GetString()!));
                if (signature is null)
                {
                    Assert.False(valid, $"tcId {test.GetProperty("tcId")}");
                    continue;
                }

                representable++;
                VerificationStatus status = _verifier.Verify(Convert.FromHexString(test.GetProperty("msg").GetString()!), Cesr.Text(CesrCode.Signature, signature), key);
                Assert.True(valid == (status == VerificationStatus.Valid), $"tcId {test.GetProperty("tcId")}");
            }
        }

        Assert.Equal(484, cases);
        Assert.True(representable > 200, $"{representable} were representable.");
    }

    /// <summary>r ‖ s of a DER sequence of two positive integers of at most 32 bytes; null for everything else (X.690 section 8.3 and 10.1).</summary>
    private static byte[]? Strict(byte[] der)
    {
        if (der is not [0x30, < 0x80, ..] || der[1] != der.Length - 2)
        {
            return null;
        }

        byte[] signature = new byte[64];
        int position = 2;
        for (int half = 0; half < 2; half++)
        {
            if (der.Length - position < 3 || der[position] != 2 || der[position + 1] is 0 or > 33 || position + 2 + der[position + 1] > der.Length)
            {
                return null;
            }

            ReadOnlySpan<byte> number = der.AsSpan(position + 2, der[position + 1]);
            position += 2 + number.Length;
            bool negative = number[0] >= 0x80, padded = number.Length > 1 && number[0] == 0 && number[1] < 0x80;
            number = number[0] == 0 ? number[1..] : number;
            if (negative || padded || number.Length > 32)
            {
                return null;
            }

            number.CopyTo(signature.AsSpan((32 * half) + 32 - number.Length));
        }

        return position == der.Length ? signature : null;
    }
}
