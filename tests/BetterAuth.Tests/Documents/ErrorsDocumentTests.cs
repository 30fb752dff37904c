using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Wire;

namespace BetterAuth.Tests.Documents;

/// <summary>docs/protocol/errors.md says what the code does.</summary>
public class ErrorsDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "protocol", "errors.md"));

    [Fact]
    public void Every_code_has_its_row_with_exception_and_message()
    {
        foreach (ErrorCode code in Enum.GetValues<ErrorCode>())
        {
            Refusal refusal = Example(code);
            string row = Lines.Single(line => line.StartsWith($"| BA{(int)code:000} | `", StringComparison.Ordinal) && line.Contains("Exception`", StringComparison.Ordinal)).Replace("\\|", "|", StringComparison.Ordinal);
            Assert.Contains($"`{refusal.ToException().GetType().Name}`", row, StringComparison.Ordinal);
            Assert.Contains($" {refusal.Message} ", row, StringComparison.Ordinal);
            string listed = row.TrimEnd(' ', '|').Split(" | ")[^1];
            Assert.Equal(code == ErrorCode.BetterAuth ? ["–"] : refusal.Context.Select(member => member.Key), listed.Split(", "));
        }
    }

    /// <summary>A refusal with everything it can say.</summary>
    private static Refusal Example(ErrorCode code)
    {
        Utf8Text text = Utf8Text.FromString("text");
        return code switch
        {
            ErrorCode.InvalidMessage => Refusal.InvalidMessage("field", "details"),
            ErrorCode.InvalidIdentity => Refusal.InvalidIdentity(text, "unknown"),
            ErrorCode.InvalidDevice => Refusal.InvalidDevice(text, "underivable", text),
            ErrorCode.InvalidHash => Refusal.InvalidHash("rotation", text, text),
            ErrorCode.IncorrectNonce => Refusal.IncorrectNonce(text, text),
            ErrorCode.MismatchedIdentities => Refusal.MismatchedIdentities(text, text),
            ErrorCode.ExpiredToken => Refusal.ExpiredToken(default, default, "access"),
            ErrorCode.FutureToken => Refusal.FutureToken(default, default),
            ErrorCode.StaleRequest => Refusal.StaleRequest(default, default, default),
            ErrorCode.FutureRequest => Refusal.FutureRequest(default, default),
            _ => Peer(),
        };
    }

    private static Refusal Peer()
    {
        Assert.True(PeerError.TryRead("{\"error\":\"an error occured\"}"u8.ToArray(), out PeerError? error));
        return Refusal.OfPeer(error);
    }
}
