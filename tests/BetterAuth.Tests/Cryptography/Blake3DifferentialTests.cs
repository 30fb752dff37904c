using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Tests.Support;
using CsCheck;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace BetterAuth.Tests.Cryptography;

public class Blake3DifferentialTests
{
    // Chunks are 1,024 bytes: lengths around them and around the places where subtrees become complete tell more than others.
    private static readonly Gen<int> Lengths = Gen.Frequency(
        (4, Gen.Int[0, 4_096]),
        (2, Gen.Int[0, 64 * 1024]),
        (3, Gen.Select(Gen.Int[0, 64], Gen.Int[-2, 2], (chunks, near) => Math.Max(0, (1024 * chunks) + near))));

    private static readonly Gen<byte[]> Inputs = Gen.Select(Lengths, Gen.Int, (length, seed) =>
    {
        byte[] input = new byte[length];
        new Random(seed).NextBytes(input);
        return input;
    });

    [Fact]
    public void Lengths_at_which_a_block_a_chunk_or_a_subtree_is_just_full_are_hashed_as_by_BouncyCastle()
    {
        byte[] ours = new byte[Blake3.HashLength];
        foreach (int full in (int[])[0, 64, 128, 1024, 2048, 3072, 4096, 7168, 8192, 65536])
        {
            for (int length = Math.Max(0, full - 1); length <= full + 1; length++)
            {
                byte[] input = new byte[length];
                new Random(length).NextBytes(input);
                Blake3.Hash(input, ours);
                Assert.Equal(Theirs(null, input), ours);
            }
        }
    }

    [Theory, InlineData(0), InlineData(31), InlineData(33)]
    public void A_key_of_another_length_is_refused(int length) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake3.KeyedHash(new byte[length], [], new byte[Blake3.HashLength]));

    [Fact]
    public void E_23_Hashes_are_those_of_BouncyCastle() =>
        Inputs.Sample(
            input =>
            {
                byte[] ours = new byte[Blake3.HashLength];
                Blake3.Hash(input, ours);
                Assert.Equal(Theirs(null, input), ours);
            },
            iter: TestBudget.Iterations(1_000, 20_000, 1_000_000),
            print: Print);

    [Fact]
    public void E_23_Keyed_hashes_are_those_of_BouncyCastle() =>
        Gen.Select(Gen.Byte.Array[Blake3.KeyLength], Inputs).Sample(
            (key, input) =>
            {
                byte[] ours = new byte[Blake3.HashLength];
                Blake3.KeyedHash(key, input, ours);
                Assert.Equal(Theirs(Blake3Parameters.Key(key), input), ours);
            },
            iter: TestBudget.Iterations(300, 5_000, 100_000),
            print: sample => Print(sample.Item2));

    [Fact]
    public void E_23_Derived_keys_are_those_of_BouncyCastle() =>
        Gen.Select(Gen.String[Gen.Char['a', 'z'], 0, 200], Inputs).Sample(
            (context, material) =>
            {
                byte[] ours = new byte[Blake3.HashLength];
                Blake3.DeriveKey(Encoding.UTF8.GetBytes(context), material, ours);
                Assert.Equal(Theirs(Blake3Parameters.Context(Encoding.UTF8.GetBytes(context)), material), ours);
            },
            iter: TestBudget.Iterations(300, 5_000, 100_000),
            print: sample => Print(sample.Item2));

    [Fact]
    public void Lengths_that_are_no_lengths_of_keys_or_hashes_are_the_callers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake3.Hash([], new byte[31]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake3.Hash([], new byte[64]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake3.KeyedHash(new byte[31], [], new byte[32]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Blake3.DeriveKey([], [], new byte[33]));
    }

    private static byte[] Theirs(Blake3Parameters? parameters, byte[] input)
    {
        Blake3Digest digest = new();
        if (parameters is not null)
        {
            digest.Init(parameters);
        }

        digest.BlockUpdate(input, 0, input.Length);
        byte[] output = new byte[Blake3.HashLength];
        digest.DoFinal(output, 0);
        return output;
    }

    private static string Print(byte[] input) => $"{input.Length} bytes: {Convert.ToHexString(input.AsSpan(0, Math.Min(32, input.Length)))}…";
}
