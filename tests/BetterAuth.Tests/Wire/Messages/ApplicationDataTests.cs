using System.Text;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;
using BetterAuth.Wire.Messages;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>The application's own JSON inside an access request: delivered as it came, bounded in depth, searched for duplicates in linear work.</summary>
public class ApplicationDataTests
{
    private static readonly ProtocolMessage Message = ProtocolMessages.Of("access request");

    [Theory]
    [InlineData("1e400")]
    [InlineData("-0")]
    [InlineData("1.0")]
    [InlineData("0.1000")]
    [InlineData("1234567890123456789012345678901234567890")]
    [InlineData("{\"a\":-1E-999}")]
    public void J_28_Numbers_are_delivered_as_they_came(string request) => Assert.Equal(request, Delivered(request));

    [Theory]
    [InlineData("\"\\u00e9é\"")]
    [InlineData("\"<&>\\/\"")]
    [InlineData("\"\\ud83d\\ude02😂\u2028\"")]
    [InlineData("{\"é\":\"\\u00E9\",\"\\u0061\":\"\"}")]
    [InlineData("{ \"a\" : [ 1 ,\t2 ] }")]
    [InlineData("null")]
    [InlineData("[]")]
    public void J_29_Texts_are_delivered_as_they_came(string request) => Assert.Equal(request, Delivered(request));

    [Fact]
    public void J_14_J_15_A_duplicate_inside_is_refused()
    {
        foreach (string request in new[] { "{\"a\":1,\"a\":1}", "{\"a\":1,\"\\u0061\":2}", "[{\"b\":{\"a\":1,\"c\":0,\"a\":null}}]" })
        {
            Assert.Equal("payload.request", Message.Read(With(request))?["field"]);
        }
    }

    [Fact]
    public void J_25_Depth_64_is_read_and_65_refused_without_a_deep_stack()
    {
        // The message and its payload are two of the 64.
        Assert.Null(Message.Read(With(Nested(62))));
        Assert.Equal("message", Message.Read(With(Nested(63)))?["field"]);
        foreach (int depth in new[] { 64, 65, 1_000, 100_000 })
        {
            Assert.Equal("nested too deeply", Message.Read(With(Nested(depth)))?["details"]);
            Assert.NotNull(Message.Read(With(new string('[', depth))));
            Assert.NotNull(Message.Read(With(string.Concat(Enumerable.Repeat("{\"a\":", depth)))));
        }
    }

    [Fact]
    public void J_26_A_hundred_thousand_members_are_linear_work_and_no_garbage()
    {
        string members = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"\"{i}\":0"));
        byte[] distinct = Encoding.UTF8.GetBytes(With($"{{{members}}}")), repeated = Encoding.UTF8.GetBytes(With($"{{{members},\"0\":1}}"));
        Assert.Null(Message.Read(distinct));
        Assert.Equal("duplicate member", Message.Read(repeated)?["details"]);
        byte[] protocol = Encoding.UTF8.GetBytes($"{{{members}}}");
        Assert.Equal("0", Message.Read(protocol)?["field"]);

        // Memory comes from a pool: what refusing costs beyond it is the refusal.
        Assert.InRange(Best(() => Message.Read(distinct)), 0, 1024);
        Assert.InRange(Best(() => Message.Read(repeated)), 0, 4096);
        Assert.InRange(Best(() => Message.Read(protocol)), 0, 4096);
    }

    private static long Best(Func<Refusal?> read)
    {
        long best = long.MaxValue;
        for (int i = 0; i < 10; i++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            read();
            best = Math.Min(best, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return best;
    }

    private static string With(string request)
    {
        JsonTree tree = Message.Tree;
        tree.At("payload.request").Replace(request);
        return tree.ToString();
    }

    private static string Delivered(string request)
    {
        Assert.True(WireReader.TryRead(Encoding.UTF8.GetBytes(With(request)), CryptographicSuite.Default, out SignedMessage<RequestPayload<AccessRequestAccess, RawJson>> message, out Refusal? refusal), refusal?.ToString());
        return message.Payload.Request.ToString();
    }

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
