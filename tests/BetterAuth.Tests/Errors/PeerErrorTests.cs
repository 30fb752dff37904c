using System.Buffers;
using System.Text;
using BetterAuth.Errors;
using BetterAuth.Tests.Support;
using BetterAuth.Tests.Wire.Json;
using CsCheck;

namespace BetterAuth.Tests.Errors;

public class PeerErrorTests
{
    [Theory]
    [InlineData("""{"error":"an error occured"}""", null, "an error occured")]
    [InlineData("""{"error":"an error occurred"}""", null, "an error occurred")]
    [InlineData("""{"error":{"code":"BA101","message":"Message structure is invalid or malformed","context":{"field":"payload"}}}""", "BA101", "Message structure is invalid or malformed")]
    [InlineData("""{"error":{"code":500}}""", "500", "The peer gave no message.")]
    [InlineData("""{"error":{"code":["BA101"],"message":{"a":"b"},"context":"c"}}""", null, "The peer gave no message.")]
    [InlineData("""{"message":"Internal Server Error","statusCode":500}""", null, "Internal Server Error")]
    [InlineData("""{"error":null}""", null, "null")]
    [InlineData("""{"error":""}""", null, "The peer gave no message.")]
    [InlineData(""" { } """, null, "The peer gave no message.")]
    [InlineData("""{"error":"tab\there \u001b[31mred \u00e9\uD83D\uDE02\"\\"}""", null, "tab?here ?[31mred ??????\"\\")]
    public void Any_object_without_payload_is_an_error(string answer, string? code, string message)
    {
        Assert.True(PeerError.TryRead(Encoding.UTF8.GetBytes(answer), out PeerError? error));
        Assert.Equal(code, error.Code);
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("an error occured")]
    [InlineData("\"an error occured\"")]
    [InlineData("[]")]
    [InlineData("{\"error\":\"a\"")]
    [InlineData("{\"error\":\"a\"}x")]
    [InlineData("{\"error\":\"a\",\"error\":\"b\"}")]
    [InlineData("""{"payload":{},"signature":""}""")]
    [InlineData("""{"error":"a","payload":null}""")]
    [InlineData("""{"error":"a","pa\u0079load":null}""")]
    public void Everything_else_is_not(string answer)
    {
        Assert.False(PeerError.TryRead(Encoding.UTF8.GetBytes(answer), out PeerError? error));
        Assert.Null(error);
    }

    [Fact]
    public void Of_a_context_only_texts_numbers_and_literals_are_kept()
    {
        Assert.True(PeerError.TryRead("""{"error":{"code":"BA101","context":{"a":{"b":1},"c":[2],"d":"text","e":3,"f":true}}}"""u8.ToArray(), out PeerError? error));

        Assert.Equal([new("d", "text"), new("e", "3"), new("f", "true")], error.Context);
    }

    [Fact]
    public void Our_own_form_comes_back_with_its_context()
    {
        Refusal refusal = Refusal.InvalidMessage("payload.access.nonce", "wrong \"shape\"");
        ArrayBufferWriter<byte> json = new();
        RefusalJson.Write(refusal, json);
        Assert.True(PeerError.TryRead(json.WrittenMemory, out PeerError? error));
        Assert.Equal("BA101", error.Code);
        Assert.Equal(refusal.Message, error.Message);
        Assert.Equal(refusal.Context, error.Context);
        Assert.Equal(refusal.ToString(), error.ToString());
    }

    [Fact]
    public void What_is_kept_is_bounded_whatever_the_peer_sends()
    {
        string escapes = string.Concat(Enumerable.Repeat("\\ud83d\\ude02", 500));
        string members = string.Join(",", Enumerable.Range(0, 150).Select(i => $"\"{i}{escapes[..120]}\":\"{new string('x', 50)}\""));
        string answer = "{\"error\":{\"code\":\"" + new string('c', 5000) + "\",\"message\":\"x" + escapes + "\",\"context\":{" + members + "}}}";
        Assert.True(PeerError.TryRead(Encoding.UTF8.GetBytes(answer), out PeerError? error));
        Assert.Equal(PeerError.MaxTextLength, error.Code!.Length);
        Assert.Equal(PeerError.MaxTextLength, error.Message.Length);
        Assert.Equal(PeerError.MaxContextMembers, error.Context.Count);
        Assert.All(error.Context, member => Assert.InRange(member.Key.Length, 1, PeerError.MaxTextLength));

        Assert.False(PeerError.TryRead(Encoding.UTF8.GetBytes($$"""{"error":"{{new string('x', PeerError.MaxAnswerLength)}}"}"""), out _));
    }

    [Fact]
    public void Nothing_makes_it_throw_and_all_it_says_is_printable()
    {
        int understood = 0;
        Gen.Select(JsonDocuments.Mutants, Gen.OneOf<string>("{\"error\":{0}}", "{\"error\":{\"code\":{0},\"context\":{\"a\":{0}}}}", "{\"error\":{\"context\":{0}}}", "{0}")).Sample(
            (part, frame) =>
            {
                if (PeerError.TryRead(Framed(frame, part), out PeerError? error))
                {
                    Interlocked.Increment(ref understood);
                    Assert.DoesNotContain(error.ToString(), character => character is < ' ' or > '~');
                }
            },
            iter: TestBudget.Iterations(3_000, 50_000));
        Assert.True(understood > (TestBudget.IsSample ? 200 : 0), $"Only {understood} answers were understood.");
    }

    private static byte[] Framed(string frame, byte[] part)
    {
        List<byte> answer = [];
        string[] pieces = frame.Split("{0}");
        foreach ((int index, string piece) in pieces.Index())
        {
            answer.AddRange(index == 0 ? [] : part);
            answer.AddRange(Encoding.UTF8.GetBytes(piece));
        }

        return [.. answer];
    }
}
