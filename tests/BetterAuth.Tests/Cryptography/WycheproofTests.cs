using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Cryptography.P256;
using BetterAuth.Tests.Cryptography.P256;
using BetterAuth.Tests.Support;
using BetterAuth.Wire.Cesr;

namespace BetterAuth.Tests.Cryptography;

public class WycheproofTests
{
    [Theory]
    [MemberData(nameof(Strategies.WithPlatform), MemberType = typeof(Strategies))]
    public void E_19_Every_P1363_case_is_answered_as_it_should_be(string strategy)
    {
        P256Verifier verifier = new(P256Engines.Create(strategy));
        using JsonDocument file = Vectors.Json("wycheproof/ecdsa_secp256r1_sha256_p1363_test.json");
        int cases = 0;
        foreach (JsonElement group in file.RootElement.GetProperty("testGroups").EnumerateArray())
        {
            byte[] key = Text(CesrCode.PublicKey, Compress(group.GetProperty("publicKey").GetProperty("uncompressed").GetString()!));
            foreach (JsonElement test in group.GetProperty("tests").EnumerateArray())
            {
                byte[] signature = Convert.FromHexString(test.GetProperty("sig").GetString()!);
                byte[] message = Convert.FromHexString(test.GetProperty("msg").GetString()!);
                bool accepted = signature.Length == 64 && verifier.Verify(message, Text(CesrCode.Signature, signature), key) == VerificationStatus.Valid;
                Assert.True(accepted == (test.GetProperty("result").GetString() == "valid"), $"tcId {test.GetProperty("tcId")}");
                Assert.Equal(accepted, signature.Length == 64 && verifier.VerifyByVouchedKey(message, Text(CesrCode.Signature, signature), key) == VerificationStatus.Valid);
                cases++;
            }
        }

        Assert.Equal(262, cases);
    }

    private static byte[] Compress(string uncompressed)
    {
        byte[] point = Convert.FromHexString(uncompressed);
        return [(byte)(2 | (point[64] & 1)), .. point[1..33]];
    }

    private static byte[] Text(CesrCode code, byte[] value)
    {
        byte[] text = new byte[code.TextLength];
        code.Encode(value, text);
        return text;
    }
}
