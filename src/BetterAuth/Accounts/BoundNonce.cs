using System.Buffers.Binary;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// Nonces that are bound to one operation with one content (exactly-once operations, section 7): to every other implementation an ordinary nonce, which it repeats in its signed answer; to this one
/// a statement of what the message is for, because the shapes of rotate and delete are the same.
/// </summary>
/// <remarks>
/// The 16 bytes: counter 4 ‖ tag 12, the tag being the start of BLAKE3 derive-key of <c>op ‖ 0x00 ‖ counter ‖ BLAKE3(request)</c>. The counter starts at random: no nonce of a client repeats within 2³².
/// A random nonce is taken for a bound one with a probability of 10·2⁻⁹⁶.
/// </remarks>
internal static class BoundNonce
{
    private const int CounterLength = 4;
    private const int LongestName = 32;

    /// <summary>Writes a fresh nonce's value (<see cref="INoncer.ValueLength"/> bytes) for <paramref name="request"/>, the hash of its bytes.</summary>
    public static void Create(Operation operation, Hash256 request, NonceCounter counter, Span<byte> value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(value, counter.Next());
        WriteTag(operation, value[..CounterLength], request, value[CounterLength..INoncer.ValueLength]);
    }

    /// <summary>What <paramref name="value"/> says of a request that came to <paramref name="operation"/>.</summary>
    public static NonceBinding Classify(Operation operation, ReadOnlySpan<byte> value, Hash256 request)
    {
        if (IsBound(operation, value, request))
        {
            return NonceBinding.Bound;
        }

        for (Operation other = Operation.CreateAccount; other <= Operation.RefreshSession; other++)
        {
            if (other != operation && IsBound(other, value, request))
            {
                return NonceBinding.Misrouted;
            }
        }

        return NonceBinding.None;
    }

    private static bool IsBound(Operation operation, ReadOnlySpan<byte> value, Hash256 request)
    {
        Span<byte> tag = stackalloc byte[INoncer.ValueLength - CounterLength];
        WriteTag(operation, value[..CounterLength], request, tag);
        return tag.SequenceEqual(value[CounterLength..INoncer.ValueLength]); // nothing here is secret
    }

    private static void WriteTag(Operation operation, ReadOnlySpan<byte> count, Hash256 request, Span<byte> tag)
    {
        ReadOnlySpan<byte> name = Operations.NameOf(operation);
        Span<byte> material = stackalloc byte[LongestName + 1 + CounterLength + Hash256.Length];
        name.CopyTo(material);
        material[name.Length] = 0;
        count.CopyTo(material[(name.Length + 1)..]);
        request.CopyTo(material[(name.Length + 1 + CounterLength)..]);
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Blake3.DeriveKey("better-auth request-bound nonce 2026 v1"u8, material[..(name.Length + 1 + CounterLength + Hash256.Length)], hash);
        hash[..tag.Length].CopyTo(tag);
    }
}
