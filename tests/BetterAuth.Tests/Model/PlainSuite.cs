using System.Buffers;
using System.Buffers.Text;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Model;

/// <summary>
/// A suite for millions of messages: hashes of 64 bits, and signatures that are hashes of public key and message. Anybody could sign with it, so it shows rules and protects nothing.
/// </summary>
internal static class PlainSuite
{
    private static long _keys;

    public static CryptographicSuite Instance { get; } = CryptographicSuite.Default with
    {
        Hasher = new PlainHasher(),
        Verifier = new PlainVerifier(),
        Keys = new PlainKeyFactory(),
        TokenEncoder = new PlainTokenEncoder(),
    };

    /// <summary>H(text).</summary>
    public static string Hash(string text) => TextOf('H', System.Text.Encoding.ASCII.GetBytes(text));

    private static string TextOf(char code, ReadOnlySpan<byte> content)
    {
        Span<byte> text = stackalloc byte[17];
        Write((byte)code, Mix(14695981039346656037, content), text);
        return System.Text.Encoding.ASCII.GetString(text);
    }

    // FNV-1a, then stirred.
    private static ulong Mix(ulong state, ReadOnlySpan<byte> content)
    {
        foreach (byte one in content)
        {
            state = (state ^ one) * 1099511628211;
        }

        state = (state ^ (state >> 30)) * 0xBF58476D1CE4E5B9;
        state = (state ^ (state >> 27)) * 0x94D049BB133111EB;
        return state ^ (state >> 31);
    }

    private static void Write(byte code, ulong value, Span<byte> text)
    {
        text[0] = code;
        for (int i = 16; i > 0; i--, value >>= 4)
        {
            text[i] = "0123456789abcdef"u8[(int)(value & 15)];
        }
    }

    private static bool Is(char code, ReadOnlySpan<byte> text) => text.Length == 17 && text[0] == code;

    private static void Sign(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, Span<byte> signature) => Write((byte)'S', Mix(Mix(1, publicKey), message), signature);

    private sealed class PlainHasher : IHasher
    {
        public int TextLength => 17;

        public bool IsWellFormed(ReadOnlySpan<byte> text) => Is('H', text);

        public void Hash(ReadOnlySpan<byte> message, Span<byte> text) => Write((byte)'H', Mix(14695981039346656037, message), text);
    }

    private sealed class PlainVerifier : IVerifier
    {
        public int PublicKeyLength => 17;

        public int SignatureLength => 17;

        public bool IsWellFormedKey(ReadOnlySpan<byte> text) => Is('P', text);

        public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => Is('S', text);

        public bool IsValidKey(ReadOnlySpan<byte> text) => Is('P', text);

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
        {
            Span<byte> expected = stackalloc byte[17];
            Sign(publicKey, message, expected);
            return expected.SequenceEqual(signature) ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
        }
    }

    private sealed class PlainKey(ulong secret) : ISigningKey
    {
        public ulong Secret => secret;

        public Utf8Text PublicKey { get; } = Utf8Text.FromString(TextOf('P', BitConverter.GetBytes(secret)));

        public int SignatureLength => 17;

        public ValueTask SignAsync(ReadOnlyMemory<byte> message, Memory<byte> signature, CancellationToken cancellationToken = default)
        {
            Sign(PublicKey.Span, message.Span, signature.Span);
            return ValueTask.CompletedTask;
        }

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => Instance.Verifier.Verify(message, signature, PublicKey.Span);

        public void Dispose()
        {
        }
    }

    private sealed class PlainKeyFactory : IKeyFactory
    {
        public int SecretLength => sizeof(ulong);

        public ISigningKey Generate() => new PlainKey((ulong)Interlocked.Increment(ref _keys));

        public ISigningKey Import(ReadOnlySpan<byte> secret) => new PlainKey(BitConverter.ToUInt64(secret));

        public void Export(ISigningKey key, Span<byte> secret) => BitConverter.TryWriteBytes(secret, ((PlainKey)key).Secret);
    }

    private sealed class PlainTokenEncoder : ITokenEncoder
    {
        public int MaxTextLength(int claimsLength) => Base64Url.GetEncodedLength(claimsLength);

        public int Encode(ReadOnlySpan<byte> claims, Span<byte> text) => Base64Url.EncodeToUtf8(claims, text);

        public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> claims, out int written) =>
            Base64Url.DecodeFromUtf8(text, claims, out int consumed, out written) == OperationStatus.Done && consumed == text.Length;
    }
}
