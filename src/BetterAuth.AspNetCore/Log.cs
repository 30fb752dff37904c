using Microsoft.Extensions.Logging;

namespace BetterAuth.AspNetCore;

/// <summary>What the endpoints log: codes and contexts, which hold no key, token or whole challenge.</summary>
internal static partial class Log
{
    /// <summary>The category.</summary>
    public const string Category = "BetterAuth";

    /// <summary>The category of what is said once, when the host starts.</summary>
    public const string StartCategory = "BetterAuth.Start";

    [LoggerMessage(1, LogLevel.Information, "{Endpoint} refused: {Refusal}")]
    public static partial void Refused(ILogger logger, string endpoint, Errors.Refusal refusal);

    [LoggerMessage(2, LogLevel.Debug, "{Endpoint} answered with status {Status} before the body was read")]
    public static partial void TransportRefused(ILogger logger, string endpoint, int status);

    [LoggerMessage(3, LogLevel.Error, "{Endpoint} cannot answer: a store is unavailable")]
    public static partial void Unavailable(ILogger logger, string endpoint, Exception exception);

    [LoggerMessage(4, LogLevel.Information, "P-256 signatures are verified by strategy {Strategy} (here: {Supported})")]
    public static partial void Strategy(ILogger logger, string strategy, string supported);
}
