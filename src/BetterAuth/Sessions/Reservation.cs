using System.Buffers.Binary;
using BetterAuth.Accounts;

namespace BetterAuth.Sessions;

/// <summary>What is kept of a refresh, 40 bytes: enough to answer it once more with the same claims, and to refuse every other use of its key (exactly-once operations, section 4). No token is stored.</summary>
internal static class Reservation
{
    private const int Length = OperationDigest.Length + sizeof(long);

    public static byte[] Encode(OperationDigest digest, DateTimeOffset issuedAt)
    {
        byte[] value = new byte[Length];
        digest.CopyTo(value);
        BinaryPrimitives.WriteInt64LittleEndian(value.AsSpan(OperationDigest.Length), issuedAt.ToUnixTimeMilliseconds());
        return value;
    }

    /// <summary>Whether the reservation was made by the same content; <paramref name="issuedAt"/> is then the token's time.</summary>
    public static bool IsOf(OperationDigest digest, ReadOnlySpan<byte> value, out DateTimeOffset issuedAt)
    {
        issuedAt = default;
        if (value.Length != Length || OperationDigest.Read(value) != digest)
        {
            return false;
        }

        issuedAt = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(value[OperationDigest.Length..]));
        return true;
    }
}
