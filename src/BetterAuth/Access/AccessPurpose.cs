using System.Buffers;
using System.Text;
using BetterAuth.Accounts;
using BetterAuth.Cryptography;
using BetterAuth.Wire;

namespace BetterAuth.Access;

/// <summary>
/// What an access request's nonce is bound to: <c>"access " ‖ method ‖ " " ‖ audience ‖ target ‖ 0x00 ‖ time stamp</c> (exactly-once operations, section 7).
/// </summary>
/// <remarks>
/// Unambiguous, because a method has no space, an audience no slash, a target begins with one, and neither has a zero byte: without the second rule
/// the target <c>/a/b</c> of the audience <c>x</c> would be the target <c>/b</c> of the audience <c>x/a</c>.
/// </remarks>
internal static class AccessPurpose
{
    /// <summary>Longest audience.</summary>
    public const int MaxAudienceLength = 256;

    private const int MaxMethodLength = 32;
    private const int MaxTargetLength = 4096;

    private static readonly SearchValues<char> AudienceCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:[]@+");

    private static ReadOnlySpan<byte> Start => "access "u8;

    /// <summary>What an audience is made of; for messages.</summary>
    public static string AudienceRule => $"must be 1 to {MaxAudienceLength} characters of a host's name: letters, digits and -._~:[]@+, no slash";

    /// <summary>Whether <paramref name="audience"/> is one.</summary>
    public static bool IsAudience(string audience) => audience.Length is > 0 and <= MaxAudienceLength && !audience.AsSpan().ContainsAnyExcept(AudienceCharacters);

    /// <summary>Whether a nonce can be bound to <paramref name="target"/>: visible ASCII from its slash on, as on a request line.</summary>
    public static bool IsBindable(AccessTarget target) =>
        target is { Method.Length: > 0 and <= MaxMethodLength, Target.Length: > 0 and <= MaxTargetLength }
        && target.Target[0] == '/'
        && IsVisible(target.Target)
        && IsVisible(target.Method);

    /// <summary>Writes a fresh nonce's value for <paramref name="request"/>, the hash of its bytes; the target is bindable.</summary>
    public static void CreateNonce(string audience, AccessTarget target, ReadOnlySpan<byte> timestamp, Hash256 request, NonceCounter counter, Span<byte> value)
    {
        Span<byte> purpose = stackalloc byte[LengthOf(audience, target, timestamp)];
        Write(audience, target, timestamp, purpose);
        BoundNonce.Create(purpose, request, counter, value);
    }

    /// <summary>Whether the nonce's value was made for exactly this.</summary>
    public static bool IsBound(string audience, AccessTarget target, ReadOnlySpan<byte> timestamp, Hash256 request, ReadOnlySpan<byte> value)
    {
        if (!IsBindable(target))
        {
            return false;
        }

        Span<byte> purpose = stackalloc byte[LengthOf(audience, target, timestamp)];
        Write(audience, target, timestamp, purpose);
        return BoundNonce.IsBound(purpose, value, request);
    }

    // A loop: the framework's search allocates as long as it is not compiled with optimization.
    private static bool IsVisible(string text)
    {
        foreach (char character in text)
        {
            if (character is < '!' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static int LengthOf(string audience, AccessTarget target, ReadOnlySpan<byte> timestamp) =>
        Start.Length + target.Method.Length + 1 + audience.Length + target.Target.Length + 1 + timestamp.Length;

    private static void Write(string audience, AccessTarget target, ReadOnlySpan<byte> timestamp, Span<byte> purpose)
    {
        Start.CopyTo(purpose);
        purpose = Append(target.Method, purpose[Start.Length..]);
        purpose[0] = (byte)' ';
        purpose = Append(target.Target, Append(audience, purpose[1..]));
        purpose[0] = 0;
        timestamp.CopyTo(purpose[1..]);
    }

    private static Span<byte> Append(string text, Span<byte> destination) => destination[Encoding.ASCII.GetBytes(text, destination)..];
}
