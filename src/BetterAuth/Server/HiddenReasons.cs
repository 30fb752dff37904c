using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Server;

/// <summary>One refusal for all that a stranger could learn something from: whether a device, an identity or a challenge exists.</summary>
/// <remarks>What is refused only once the device's own signature was verified says nothing to strangers and stays: an expired challenge, access keys that are not fit.</remarks>
internal static class HiddenReasons
{
    private static readonly Refusal Hidden = Refusal.IncorrectNonce(default, default(Utf8Text));

    public static Refusal Of(Refusal refusal) => refusal.Code switch
    {
        ErrorCode.InvalidIdentity or ErrorCode.InvalidDevice or ErrorCode.IncorrectNonce => Hidden,
        ErrorCode.InvalidMessage when refusal["field"] == "signature" => Hidden,
        _ => refusal,
    };
}
