using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Access;

/// <summary>What one verification needs beyond the stack, kept in a small pool: the claims' buffer, the replay entry, and the result.</summary>
/// <remarks>A state has one owner at a time; the lease number changes when it is given back, so that stale handles are recognised.</remarks>
internal sealed class AccessState
{
    private const int PoolSize = 64;

    private static readonly AccessState?[] Pool = new AccessState?[PoolSize];

    private int _lease;

    private AccessState(int length) => Claims = new byte[length];

    public int Lease => Volatile.Read(ref _lease);

    /// <summary>Where the token's claims are decoded to.</summary>
    public byte[] Claims { get; }

    /// <summary>The hash that the replay lock remembers.</summary>
    public byte[] Entry { get; } = new byte[Cryptography.Blake3.HashLength];

    public AccessToken Token { get; set; }

    public Utf8Text Nonce { get; set; }

    public RawJson Request { get; set; }

    public DateTimeOffset Expiry { get; set; }

    /// <summary>When the request's times were checked.</summary>
    public DateTimeOffset CheckedAt { get; set; }

    /// <summary>A state whose claims may have <paramref name="length"/> bytes.</summary>
    public static AccessState Rent(int length)
    {
        for (int i = 0; i < Pool.Length; i++)
        {
            AccessState? state = Pool[i];
            if (state is not null && state.Claims.Length >= length && Interlocked.CompareExchange(ref Pool[i], null, state) == state)
            {
                return state;
            }
        }

        return new(length);
    }

    /// <summary>Ends the lease; nothing happens when it has ended before.</summary>
    public static void Return(AccessState state, int lease)
    {
        if (Interlocked.CompareExchange(ref state._lease, lease + 1, lease) != lease)
        {
            return;
        }

        state.Token = default;
        state.Nonce = default;
        state.Request = default;
        for (int i = 0; i < Pool.Length; i++)
        {
            if (Pool[i] is null && Interlocked.CompareExchange(ref Pool[i], state, null) is null)
            {
                return;
            }
        }
    }
}
