using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// What an operation did, in 32 bytes: the digest of its name and of the exact bytes of <c>payload.request</c> (exactly-once operations, section 2).
/// </summary>
/// <remarks>
/// It contains the operation, so that an applied rotate never acknowledges a delete, and neither nonce nor signature, so that a client that repeats the same content under a new nonce is recognised.
/// </remarks>
internal readonly record struct OperationDigest
{
    public const int Length = Hash256.Length;

    private const int LongestName = 32;

    private readonly Hash256 _hash;

    private OperationDigest(Hash256 hash) => _hash = hash;

    /// <summary>digest(op, m) = BLAKE3 derive-key of <c>op ‖ 0x00 ‖ BLAKE3(request)</c>; <paramref name="request"/> is that hash.</summary>
    public static OperationDigest Of(Operation operation, Hash256 request)
    {
        ReadOnlySpan<byte> name = Operations.NameOf(operation);
        Span<byte> material = stackalloc byte[LongestName + 1 + Hash256.Length];
        name.CopyTo(material);
        material[name.Length] = 0;
        request.CopyTo(material[(name.Length + 1)..]);
        Span<byte> digest = stackalloc byte[Length];
        Blake3.DeriveKey("better-auth exactly-once 2026 v1"u8, material[..(name.Length + 1 + Hash256.Length)], digest);
        return new(Hash256.Read(digest));
    }

    /// <summary>The digest of a request's bytes.</summary>
    public static OperationDigest Of(Operation operation, ReadOnlySpan<byte> request) => Of(operation, Hash256.Of(request));

    public static OperationDigest Read(ReadOnlySpan<byte> bytes) => new(Hash256.Read(bytes));

    public void CopyTo(Span<byte> destination) => _hash.CopyTo(destination);
}
