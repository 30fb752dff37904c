using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>
/// A suite with nothing of CESR, P-256, BLAKE3 or gzip in it: ECDSA P-384 with SHA-384 (uncompressed points, IEEE P1363), SHA-256, all in lower-case hex; tokens in plain base64url.
/// Every flow that runs with it shows that the library is not nailed to the suite that ships. This file needs nothing but the library, so that other test projects can link it.
/// </summary>
internal static class ForeignSuite
{
    private static readonly SearchValues<byte> LowerHex = SearchValues.Create("0123456789abcdef"u8);

    /// <summary>A fresh suite.</summary>
    public static CryptographicSuite Create() => new()
    {
        Hasher = new HexHasher(),
        Noncer = new HexNoncer(),
        Verifier = new HexVerifier(),
        Keys = new HexKeyFactory(),
        Timestamper = new Rfc3339Timestamper(),
        TokenEncoder = new PlainTokenEncoder(),
    };

    private static bool IsHex(ReadOnlySpan<byte> text, int bytes) => text.Length == 2 * bytes && !text.ContainsAnyExcept(LowerHex);

    private static bool TryFromHex(ReadOnlySpan<byte> text, Span<byte> value) =>
        IsHex(text, value.Length) && Convert.FromHexString(text, value, out _, out _) == OperationStatus.Done;

    private static void ToHex(ReadOnlySpan<byte> value, Span<byte> text)
    {
        if (!Convert.TryToHexStringLower(value, text, out _))
        {
            throw new ArgumentException("The destination is too short.", nameof(text));
        }
    }

    private sealed class HexHasher : IHasher
    {
        public int TextLength => 2 * SHA256.HashSizeInBytes;

        public bool IsWellFormed(ReadOnlySpan<byte> text) => IsHex(text, SHA256.HashSizeInBytes);

        public void Hash(ReadOnlySpan<byte> message, Span<byte> text) => ToHex(SHA256.HashData(message), text);
    }

    private sealed class HexNoncer : INoncer
    {
        public int TextLength => 2 * INoncer.ValueLength;

        public bool IsWellFormed(ReadOnlySpan<byte> text) => IsHex(text, INoncer.ValueLength);

        public void Generate(Span<byte> text) => ToHex(RandomNumberGenerator.GetBytes(INoncer.ValueLength), text);

        public void Encode(ReadOnlySpan<byte> value, Span<byte> text) => ToHex(value, text);

        public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> value) => TryFromHex(text, value[..INoncer.ValueLength]);
    }

    private sealed class HexVerifier : IVerifier
    {
        private const int CoordinateLength = 48;
        private const int PointLength = 1 + (2 * CoordinateLength); // 04, x, y

        public const int RawSignatureLength = 2 * CoordinateLength;

        public int PublicKeyLength => 2 * PointLength;

        public int SignatureLength => 2 * RawSignatureLength;

        public bool IsWellFormedKey(ReadOnlySpan<byte> text) => IsHex(text, PointLength) && text.StartsWith("04"u8);

        public bool IsWellFormedSignature(ReadOnlySpan<byte> text) => IsHex(text, RawSignatureLength);

        public bool IsValidKey(ReadOnlySpan<byte> text)
        {
            using ECDsa? key = Import(text);
            return key is not null;
        }

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature, ReadOnlySpan<byte> publicKey)
        {
            using ECDsa? key = Import(publicKey);
            return key is null ? VerificationStatus.InvalidKey : Verify(key, message, signature);
        }

        public static VerificationStatus Verify(ECDsa key, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
        {
            byte[] raw = new byte[RawSignatureLength];
            return TryFromHex(signature, raw) && key.VerifyData(message, raw, HashAlgorithmName.SHA384) ? VerificationStatus.Valid : VerificationStatus.InvalidSignature;
        }

        public static Utf8Text TextOf(ECDsa key)
        {
            ECPoint q = key.ExportParameters(includePrivateParameters: false).Q;
            byte[] text = new byte[2 * PointLength];
            ToHex([4, .. q.X!, .. q.Y!], text);
            return new Utf8Text(text);
        }

        /// <summary>The platform refuses a point that is not on the curve.</summary>
        private static ECDsa? Import(ReadOnlySpan<byte> text)
        {
            byte[] point = new byte[PointLength];
            if (!TryFromHex(text, point) || point[0] != 4)
            {
                return null;
            }

            try
            {
                ECPoint q = new() { X = point[1..(1 + CoordinateLength)], Y = point[(1 + CoordinateLength)..] };
                return ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, Q = q });
            }
            catch (CryptographicException)
            {
                return null;
            }
        }
    }

    private sealed class HexSigningKey(ECDsa key) : ISigningKey
    {
        public ECDsa Key => key;

        public Utf8Text PublicKey { get; } = HexVerifier.TextOf(key);

        public int SignatureLength => 2 * HexVerifier.RawSignatureLength;

        public ValueTask SignAsync(ReadOnlyMemory<byte> message, Memory<byte> signature, CancellationToken cancellationToken = default)
        {
            ToHex(key.SignData(message.Span, HashAlgorithmName.SHA384), signature.Span);
            return ValueTask.CompletedTask;
        }

        public VerificationStatus Verify(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => HexVerifier.Verify(key, message, signature);

        public void Dispose() => key.Dispose();
    }

    private sealed class HexKeyFactory : IKeyFactory
    {
        public int SecretLength => 48;

        public ISigningKey Generate() => new HexSigningKey(ECDsa.Create(ECCurve.NamedCurves.nistP384));

        public ISigningKey Import(ReadOnlySpan<byte> secret)
        {
            try
            {
                return new HexSigningKey(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP384, D = secret.ToArray() }));
            }
            catch (CryptographicException exception)
            {
                throw new ArgumentException("No P-384 secret.", nameof(secret), exception);
            }
        }

        public void Export(ISigningKey key, Span<byte> secret)
        {
            HexSigningKey own = key as HexSigningKey ?? throw new ArgumentException("A key of another factory.", nameof(key));
            own.Key.ExportParameters(includePrivateParameters: true).D!.CopyTo(secret);
        }
    }

    private sealed class PlainTokenEncoder : ITokenEncoder
    {
        public int MaxTextLength(int claimsLength) => Base64Url.GetEncodedLength(claimsLength);

        public int Encode(ReadOnlySpan<byte> claims, Span<byte> text) => Base64Url.EncodeToUtf8(claims, text);

        public bool TryDecode(ReadOnlySpan<byte> text, Span<byte> claims, out int written) =>
            Base64Url.DecodeFromUtf8(text, claims, out int consumed, out written) == OperationStatus.Done && consumed == text.Length;
    }
}
