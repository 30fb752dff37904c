using System.Text;
using System.Text.Json;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;

namespace BetterAuth.Tests.Cryptography;

public class Blake3VectorTests
{
    [Fact]
    public void E_22_Official_vectors_hold_in_all_three_modes()
    {
        using JsonDocument file = Vectors.Json("blake3/test_vectors.json");
        byte[] key = Encoding.ASCII.GetBytes(file.RootElement.GetProperty("key").GetString()!);
        byte[] context = Encoding.ASCII.GetBytes(file.RootElement.GetProperty("context_string").GetString()!);
        byte[] output = new byte[Blake3.HashLength];
        int passed = 0;
        foreach (JsonElement vector in file.RootElement.GetProperty("cases").EnumerateArray())
        {
            byte[] input = [.. Enumerable.Range(0, vector.GetProperty("input_len").GetInt32()).Select(i => (byte)(i % 251))];
            Blake3.Hash(input, output);
            Assert.Equal(Expected(vector, "hash"), Convert.ToHexStringLower(output));
            Blake3.KeyedHash(key, input, output);
            Assert.Equal(Expected(vector, "keyed_hash"), Convert.ToHexStringLower(output));
            Blake3.DeriveKey(context, input, output);
            Assert.Equal(Expected(vector, "derive_key"), Convert.ToHexStringLower(output));
            passed += 3;
        }

        Assert.Equal(105, passed);
    }

    /// <summary>The vectors give an output of 131 bytes, of which ours is the beginning.</summary>
    private static string Expected(JsonElement vector, string mode) => vector.GetProperty(mode).GetString()![..(2 * Blake3.HashLength)];
}
