using System.Buffers.Binary;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Accounts;

/// <summary>
/// Nonces that are bound to one purpose with one content (exactly-once operations, section 7): to every other implementation an ordinary nonce, which it repeats in its signed answer; to this one
/// a statement of what the message is for, because the shapes of rotate and delete are the same. The purpose is one of the ten operations, or what an access request is for (<see cref="Access.AccessTarget"/>).
/// </summary>
/// <remarks>
/// The 16 bytes: counter 4 ‖ tag 12, the tag being the start of BLAKE3 derive-key of <c>purpose ‖ 0x00 ‖ counter ‖ BLAKE3(request)</c>. The counter starts at random: no nonce of a client repeats within 2³².
/// A random nonce is taken for a bound one with a probability of 11·2⁻⁹⁶ at most.
/// </remarks>
internal static class BoundNonce
{
    private const int CounterLength = 4;
    private const int TagLength = INoncer.ValueLength - CounterLength;

    // Purpose, a zero byte, counter, hash of the request.
    private const int SuffixLength = 1 + CounterLength + Hash256.Length;

    private static readonly uint[] Context = ContextKey();

    /// <summary>Writes a fresh nonce's value (<see cref="INoncer.ValueLength"/> bytes) for <paramref name="request"/>, the hash of its bytes.</summary>
    public static void Create(Operation operation, Hash256 request, NonceCounter counter, Span<byte> value) => Create(Operations.NameOf(operation), request, counter, value);

    /// <inheritdoc cref="Create(Operation, Hash256, NonceCounter, Span{byte})"/>
    public static void Create(ReadOnlySpan<byte> purpose, Hash256 request, NonceCounter counter, Span<byte> value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(value, counter.Next());
        WriteTag(purpose, value[..CounterLength], request, value[CounterLength..INoncer.ValueLength]);
    }

    /// <summary>What <paramref name="value"/> says of a request that came to <paramref name="operation"/>.</summary>
    public static NonceBinding Classify(Operation operation, ReadOnlySpan<byte> value, Hash256 request) =>
        IsBound(Operations.NameOf(operation), value, request) ? NonceBinding.Bound
        : IsBoundElsewhere(value, request, operation) ? NonceBinding.Misrouted
        : NonceBinding.None;

    /// <summary>Whether the value was made for this purpose with this content.</summary>
    public static bool IsBound(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> value, Hash256 request)
    {
        Span<byte> tag = stackalloc byte[TagLength];
        WriteTag(purpose, value[..CounterLength], request, tag);
        return tag.SequenceEqual(value[CounterLength..INoncer.ValueLength]); // nothing here is secret
    }

    private static bool IsBoundElsewhere(ReadOnlySpan<byte> value, Hash256 request, Operation here)
    {
        for (Operation other = Operation.CreateAccount; other <= Operation.RefreshSession; other++)
        {
            if (other != here && IsBound(Operations.NameOf(other), value, request))
            {
                return true;
            }
        }

        return false;
    }

    private static void WriteTag(ReadOnlySpan<byte> purpose, ReadOnlySpan<byte> count, Hash256 request, Span<byte> tag)
    {
        // A purpose is at most a few KiB (AccessTarget).
        Span<byte> material = stackalloc byte[purpose.Length + SuffixLength];
        purpose.CopyTo(material);
        material[purpose.Length] = 0;
        count.CopyTo(material[(purpose.Length + 1)..]);
        request.CopyTo(material[(purpose.Length + 1 + CounterLength)..]);
        Span<byte> hash = stackalloc byte[Hash256.Length];
        Blake3.DeriveKeyUnder(Context, material, hash);
        hash[..TagLength].CopyTo(tag);
    }

    private static uint[] ContextKey()
    {
        uint[] key = new uint[8];
        Blake3.ContextKey("better-auth request-bound nonce 2026 v1"u8, key);
        return key;
    }
}
