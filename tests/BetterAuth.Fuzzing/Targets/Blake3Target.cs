using BetterAuth.Cryptography;
using BetterAuth.Fuzzing.Harness;
using BetterAuth.Fuzzing.Mutations;
using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Parameters;

namespace BetterAuth.Fuzzing.Targets;

/// <summary>BLAKE3 beside BouncyCastle's, which gets the same bytes in pieces: hash, keyed hash and key derivation. An input is: length of its pieces (2), how often the rest is repeated (1), the rest; of which the first 32 bytes are key and context too.</summary>
internal sealed class Blake3Target : FuzzTarget
{
    private const int HeadLength = 3;

    public override string Name => "blake3";

    public override IReadOnlyList<Mutation> Mutations => ByteMutations.All;

    public override int MaxLength => 4 * 1024;

    public override int TestedInputs => 600;

    public override IEnumerable<(string Name, byte[] Input)> Seeds()
    {
        foreach (int length in new[] { 0, 1, 63, 64, 65, 1023, 1024, 1025, 2048, 2049, 3073 })
        {
            yield return ($"bytes-{length:0000}.bin", [64, 0, 1, .. Enumerable.Range(0, length).Select(place => (byte)(place % 251))]);
        }

        yield return ("chunks.bin", [1, 4, 16, .. Enumerable.Range(0, 1024).Select(place => (byte)(place % 251))]);
    }

    public override void Run(byte[] input)
    {
        byte[] head = [.. input.Take(HeadLength), .. new byte[Math.Max(0, HeadLength - input.Length)]];
        int piece = Math.Max(1, (int)BitConverter.ToUInt16(head));
        byte[] rest = input[Math.Min(HeadLength, input.Length)..];
        byte[] message = [.. Enumerable.Repeat(rest, 1 + (head[2] % 32)).SelectMany(part => part)];
        byte[] key = [.. rest.Take(Blake3.KeyLength), .. new byte[Math.Max(0, Blake3.KeyLength - rest.Length)]];
        byte[] ours = new byte[Blake3.HashLength];
        Oracle.Cheap(() => { Blake3.Hash(message, ours); return true; });
        Oracle.Same(Theirs(null, message, piece), ours, "hash");
        Oracle.Cheap(() => { Blake3.KeyedHash(key, message, ours); return true; });
        Oracle.Same(Theirs(Blake3Parameters.Key(key), message, piece), ours, "keyed hash");
        Oracle.Cheap(() => { Blake3.DeriveKey(key, message, ours); return true; });
        Oracle.Same(Theirs(Blake3Parameters.Context(key), message, piece), ours, "derived key");
    }

    private static byte[] Theirs(Blake3Parameters? parameters, byte[] message, int piece)
    {
        Blake3Digest digest = new();
        if (parameters is not null)
        {
            digest.Init(parameters);
        }

        for (int start = 0; start < message.Length; start += piece)
        {
            digest.BlockUpdate(message, start, Math.Min(piece, message.Length - start));
        }

        byte[] hash = new byte[Blake3.HashLength];
        digest.DoFinal(hash, 0);
        return hash;
    }
}
