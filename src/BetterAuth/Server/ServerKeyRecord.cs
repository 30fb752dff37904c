using System.Buffers.Binary;
using BetterAuth.Cryptography;
using BetterAuth.Sessions;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>
/// A server's keys as one record: magic (4), version (2), challenge key (32), former challenge key (1 + 0 or 32), response key and access key (text and secret, each 2 + n),
/// former response keys and former access keys (1, each text 2 + n). Numbers are big-endian.
/// </summary>
internal static class ServerKeyRecord
{
    private const ushort Version = 1;

    private static ReadOnlySpan<byte> Magic => "BASK"u8;

    /// <summary>Writes the keys; the caller clears the bytes.</summary>
    public static byte[] Encode(ServerKeys keys, CryptographicSuite suite)
    {
        int texts = keys.ResponseKey.PublicKey.Length + keys.AccessKey.PublicKey.Length + keys.FormerResponseKeys.Concat(keys.FormerAccessKeys).Sum(key => sizeof(ushort) + key.PublicKey.Length);
        int length = Magic.Length + sizeof(ushort) + ChallengeKeys.KeyLength + 1 + keys.ChallengeKeys.Former.Length + texts + (2 * suite.Keys.SecretLength) + (4 * sizeof(ushort)) + 2;
        byte[] record = SecretBytes.Allocate(length);
        Span<byte> rest = record;
        Put(ref rest, Magic);
        BinaryPrimitives.WriteUInt16BigEndian(Take(ref rest, sizeof(ushort)), Version);
        Put(ref rest, keys.ChallengeKeys.Current);
        Take(ref rest, 1)[0] = (byte)(keys.ChallengeKeys.Former.IsEmpty ? 0 : 1);
        Put(ref rest, keys.ChallengeKeys.Former);
        PutSigningKey(ref rest, keys.ResponseKey, suite.Keys);
        PutSigningKey(ref rest, keys.AccessKey, suite.Keys);
        PutFormerKeys(ref rest, keys.FormerResponseKeys);
        PutFormerKeys(ref rest, keys.FormerAccessKeys);
        return record;
    }

    /// <summary>Reads the keys; <see cref="InvalidDataException"/> when the record is none, or one of another suite.</summary>
    public static ServerKeys Decode(ReadOnlySpan<byte> record, CryptographicSuite suite)
    {
        if (!record.StartsWith(Magic))
        {
            throw new InvalidDataException("The file holds no server's keys.");
        }

        ReadOnlySpan<byte> rest = record[Magic.Length..];
        if (GetNumber(ref rest) is int version && version != Version)
        {
            throw new InvalidDataException($"The server's keys have version {version}; this library knows version {Version}.");
        }

        ChallengeKeys challengeKeys = GetChallengeKeys(ref rest);
        ISigningKey responseKey = GetSigningKey(ref rest, suite.Keys);
        ISigningKey? accessKey = null;
        try
        {
            accessKey = GetSigningKey(ref rest, suite.Keys);
            IVerificationKey[] formerResponseKeys = GetFormerKeys(ref rest, suite.Verifier);
            IVerificationKey[] formerAccessKeys = GetFormerKeys(ref rest, suite.Verifier);
            return rest.IsEmpty ? new ServerKeys(responseKey, accessKey, challengeKeys, formerResponseKeys, formerAccessKeys) : throw Damaged();
        }
        catch
        {
            responseKey.Dispose();
            accessKey?.Dispose();
            throw;
        }
    }

    private static InvalidDataException Damaged() => new("The server's keys are not in the form this library writes.");

    private static Span<byte> Take(ref Span<byte> rest, int length)
    {
        Span<byte> taken = rest[..length];
        rest = rest[length..];
        return taken;
    }

    private static void Put(ref Span<byte> rest, ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(ref rest, bytes.Length));

    private static void PutText(ref Span<byte> rest, ReadOnlySpan<byte> text)
    {
        BinaryPrimitives.WriteUInt16BigEndian(Take(ref rest, sizeof(ushort)), checked((ushort)text.Length));
        Put(ref rest, text);
    }

    private static void PutSigningKey(ref Span<byte> rest, ISigningKey key, IKeyFactory factory)
    {
        PutText(ref rest, key.PublicKey.Span);
        BinaryPrimitives.WriteUInt16BigEndian(Take(ref rest, sizeof(ushort)), checked((ushort)factory.SecretLength));
        factory.Export(key, Take(ref rest, factory.SecretLength));
    }

    private static void PutFormerKeys(ref Span<byte> rest, IReadOnlyList<IVerificationKey> keys)
    {
        Take(ref rest, 1)[0] = checked((byte)keys.Count);
        foreach (IVerificationKey key in keys)
        {
            PutText(ref rest, key.PublicKey.Span);
        }
    }

    private static ReadOnlySpan<byte> Get(ref ReadOnlySpan<byte> rest, int length)
    {
        ReadOnlySpan<byte> taken = length <= rest.Length ? rest[..length] : throw Damaged();
        rest = rest[length..];
        return taken;
    }

    private static int GetNumber(ref ReadOnlySpan<byte> rest) => BinaryPrimitives.ReadUInt16BigEndian(Get(ref rest, sizeof(ushort)));

    private static ChallengeKeys GetChallengeKeys(ref ReadOnlySpan<byte> rest)
    {
        ReadOnlySpan<byte> current = Get(ref rest, ChallengeKeys.KeyLength);
        return Get(ref rest, 1)[0] switch
        {
            0 => new ChallengeKeys(Filled(current)),
            1 => new ChallengeKeys(Filled(current), Filled(Get(ref rest, ChallengeKeys.KeyLength))),
            _ => throw Damaged(),
        };
    }

    private static ReadOnlySpan<byte> Filled(ReadOnlySpan<byte> key) => key.ContainsAnyExcept((byte)0) ? key : throw Damaged();

    private static ISigningKey GetSigningKey(ref ReadOnlySpan<byte> rest, IKeyFactory factory)
    {
        ReadOnlySpan<byte> text = Get(ref rest, GetNumber(ref rest));
        ReadOnlySpan<byte> secret = Get(ref rest, GetNumber(ref rest));
        ISigningKey? key = null;
        try
        {
            key = factory.Import(secret);
        }
        catch (ArgumentException)
        {
            // A secret of another suite's length or range: refused below, without what it says about the secret.
        }

        if (key is null || !key.PublicKey.Span.SequenceEqual(text))
        {
            key?.Dispose();
            throw new InvalidDataException("The server's keys were made by another cryptographic suite than the one they are opened with.");
        }

        return key;
    }

    private static IVerificationKey[] GetFormerKeys(ref ReadOnlySpan<byte> rest, IVerifier verifier)
    {
        IVerificationKey[] keys = new IVerificationKey[Get(ref rest, 1)[0]];
        for (int index = 0; index < keys.Length; index++)
        {
            ReadOnlySpan<byte> text = Get(ref rest, GetNumber(ref rest));
            keys[index] = verifier.TryImport(new Utf8Text(text.ToArray()), out IVerificationKey? key) ? key : throw Damaged();
        }

        return keys;
    }
}
