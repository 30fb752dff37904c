using BetterAuth.Errors;

namespace BetterAuth.Cli.Demo;

/// <summary>What a step was refused with, and by whom.</summary>
/// <param name="Code">The code, <c>BA203</c>.</param>
/// <param name="By">Server or client.</param>
/// <param name="Why">The message and the field or reason.</param>
internal sealed record Refused(string Code, string By, string Why)
{
    public Refused(BetterAuthException exception)
        : this($"BA{(int)exception.Code:000}", exception.Refusal["origin"] is null ? "client" : "server", WhyOf(exception.Refusal))
    {
    }

    public Refused(PeerError error)
        : this(error.Code ?? "no code", "server", error.ToString())
    {
    }

    public override string ToString() => Why.StartsWith(Code, StringComparison.Ordinal) ? $"{By}: {Why}" : $"{By}: {Code} {Why}";

    private static string WhyOf(Refusal refusal)
    {
        string? detail = refusal["field"] ?? refusal["reason"] ?? refusal["hashType"];
        return detail is null ? refusal.Message : $"{refusal.Message} ({detail})";
    }
}
