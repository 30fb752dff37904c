using System.Buffers.Binary;
using System.Numerics;
using System.Security.Cryptography;

namespace BetterAuth.Access;

/// <summary>
/// Tokens whose signature was verified once, so that they need not be inflated and verified again. What changes with time is not kept: times, revocation and the server key's validity are looked at for every request.
/// </summary>
/// <remarks>
/// <para>Sets of four, found by a secret product of eight bytes of the token's signature and compared in full; in a full set the one that was not asked for longest gives way.
/// Thread-safe without a lock: a slot holds a reference to an immutable token, so a reader sees one or the other. Two threads that add at once may drop one of the two, which costs one verification.</para>
/// <para>Only what a valid request brought gets in (<see cref="AccessVerifier"/>), so that nobody without a session of his own can push others out.
/// Bounded by the number of tokens and the length of each.</para>
/// </remarks>
internal sealed class VerifiedTokenCache
{
    /// <summary>Longest token kept, in bytes.</summary>
    public const int MaxTokenLength = 2048;

    /// <summary>Longest claims kept, in bytes.</summary>
    public const int MaxClaimsLength = 4096;

    private const int Ways = 4;
    private const int KeyOffset = 16; // inside every signature's text, past its code
    private const int KeyLength = sizeof(ulong);

    private readonly VerifiedToken?[] _slots;
    private readonly int _shift;
    private readonly ulong _secret = BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    /// <summary>Room for <paramref name="capacity"/> tokens, rounded up to a power of two; 0: none.</summary>
    public VerifiedTokenCache(int capacity)
    {
        int sets = capacity == 0 ? 0 : (int)BitOperations.RoundUpToPowerOf2((uint)((capacity + Ways - 1) / Ways));
        _slots = new VerifiedToken?[sets * Ways];
        _shift = sets == 0 ? 0 : 64 - BitOperations.Log2((uint)sets);
    }

    /// <summary>How many are held.</summary>
    public int Count => _slots.Count(slot => slot is not null);

    /// <summary>The token, if it is here; allocates nothing.</summary>
    public VerifiedToken? Find(ReadOnlySpan<byte> token, long now)
    {
        if (_slots.Length == 0 || token.Length < KeyOffset + KeyLength)
        {
            return null;
        }

        int set = SetOf(token);
        for (int i = set; i < set + Ways; i++)
        {
            if (Volatile.Read(ref _slots[i]) is { } found && found.Is(token))
            {
                found.Use(now);
                return found;
            }
        }

        return null;
    }

    /// <summary>Keeps a token.</summary>
    public void Add(ReadOnlySpan<byte> text, VerifiedToken token, long now)
    {
        if (_slots.Length == 0 || text.Length < KeyOffset + KeyLength)
        {
            return;
        }

        token.Use(now);
        int set = SetOf(text);
        int oldest = set;
        for (int i = set; i < set + Ways; i++)
        {
            if (Volatile.Read(ref _slots[i]) is not { } present || present.Is(text))
            {
                oldest = i;
                break;
            }

            if (present.LastUse < (Volatile.Read(ref _slots[oldest])?.LastUse ?? long.MinValue))
            {
                oldest = i;
            }
        }

        Volatile.Write(ref _slots[oldest], token);
    }

    /// <summary>Forgets a token that was found.</summary>
    public void Remove(ReadOnlySpan<byte> text, VerifiedToken token)
    {
        int set = SetOf(text);
        for (int i = set; i < set + Ways; i++)
        {
            Interlocked.CompareExchange(ref _slots[i], null, token);
        }
    }

    private int SetOf(ReadOnlySpan<byte> token)
    {
        ulong key = BinaryPrimitives.ReadUInt64LittleEndian(token[KeyOffset..]) * _secret;
        return _shift == 64 ? 0 : (int)(key >> _shift) * Ways;
    }
}
