using BetterAuth.Tests.Support;
using BetterAuth.Tests.Transcripts;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Documents;

/// <summary>docs/protocol/wire.md shows real messages and names every path.</summary>
public class WireDocumentTests
{
    private static readonly string[] Lines = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "protocol", "wire.md"));

    [Fact]
    public void The_examples_are_messages_whose_signatures_verify()
    {
        string[] examples = [.. Lines.Index().Where(line => line.Item == "```json").Select(line => Lines[line.Index + 1])];
        Assert.Equal(2, examples.Length);
        var request = MessageProof.Signed<RequestPayload<RequestAccess, CreateAccountRequest>>(examples[0], static payload => payload.Request.Authentication.PublicKey);
        var answer = MessageProof.Signed<ResponsePayload<EmptyResponse>>(examples[1], static payload => payload.Access.ServerIdentity);
        Assert.Equal(request.Access.Nonce, answer.Access.Nonce);
    }

    [Fact]
    public void Every_operation_has_its_row()
    {
        foreach (Operation operation in Operations.All)
        {
            Assert.Single(Lines, line => line.Contains($"| `{AuthenticationPaths.Default.PathOf(operation)}` |", StringComparison.Ordinal));
        }
    }
}
