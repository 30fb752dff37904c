using System.Runtime.InteropServices;
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
    public const int Length = Blake3.HashLength;

    private const int LongestName = 32;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    private OperationDigest(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        _a = words[0];
        _b = words[1];
        _c = words[2];
        _d = words[3];
    }

    /// <summary>digest(op, m) = BLAKE3 derive-key of <c>op ‖ 0x00 ‖ BLAKE3(request)</c>.</summary>
    public static OperationDigest Of(Operation operation, ReadOnlySpan<byte> request)
    {
        ReadOnlySpan<byte> name = Operations.NameOf(operation);
        Span<byte> material = stackalloc byte[LongestName + 1 + Blake3.HashLength];
        name.CopyTo(material);
        material[name.Length] = 0;
        Blake3.Hash(request, material.Slice(name.Length + 1, Blake3.HashLength));
        Span<byte> digest = stackalloc byte[Length];
        Blake3.DeriveKey("better-auth exactly-once 2026 v1"u8, material[..(name.Length + 1 + Blake3.HashLength)], digest);
        return new(digest);
    }

    public static OperationDigest Read(ReadOnlySpan<byte> bytes) => new(bytes[..Length]);

    public void CopyTo(Span<byte> destination) => MemoryMarshal.Cast<ulong, byte>([_a, _b, _c, _d]).CopyTo(destination);
}
