using System.Text;
using BetterAuth.Errors;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>What surrounds a message's members, for every kind of message (catalogue section 2).</summary>
public class EnvelopeTests
{
    public static TheoryData<string> Names => ProtocolMessages.Names;

    public static TheoryData<string> SignedNames => ProtocolMessages.SignedNames;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_message_itself_is_accepted_and_written_again(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        Assert.Null(message.Receive(message.Text));
        byte[] again = new byte[message.Text.Length];
        Assert.Equal(message.Text.Length, message.Carry(message.Text, BetterAuth.Cryptography.CryptographicSuite.Default.Verifier, again));
        Assert.Equal(message.Text, again);
        Assert.Equal(Encoding.UTF8.GetString(message.Text), message.Tree.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_01_What_is_no_object_is_refused(string name)
    {
        foreach (string text in new[] { "", " ", "x", "{", "}", "[]", "null", "true", "\"a\"", "1", "[{}]" })
        {
            Assert.Equal("message", ProtocolMessages.Of(name).Read(text)?["field"]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_02_A_byte_order_mark_is_refused(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        Assert.Equal("message", message.Read((byte[])[0xEF, 0xBB, 0xBF, .. message.Text])?["field"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_03_Invalid_UTF_8_is_refused_everywhere(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        foreach (byte[] bad in new byte[][] { [0xC0, 0x80], [0x80], [0xED, 0xA0, 0x80], [0xF0, 0x9F, 0x98], [0xFF], [0xF4, 0x90, 0x80, 0x80] })
        {
            for (int place = 0; place <= message.Text.Length; place += 7)
            {
                Assert.Equal("message", message.Read((byte[])[.. message.Text[..place], .. bad, .. message.Text[place..]])?["field"]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_05_Nothing_may_follow_the_message(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        foreach (string after in new[] { "{}", " x", "\0", ",", "}", "//", "\u00a0", "\ufeff", "\v" })
        {
            Assert.Equal("message", message.Read((byte[])[.. message.Text, .. Encoding.UTF8.GetBytes(after)])?["field"]);
        }

        Assert.Equal("message", message.Read((byte[])[.. message.Text, .. message.Text])?["field"]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_06_White_space_around_the_message_is_accepted(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        Assert.Null(message.Receive((byte[])[.. " \r\n\t"u8, .. message.Text, .. "\n\n "u8]));
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_07_White_space_that_came_after_signing_breaks_the_signature(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        string text = Encoding.UTF8.GetString(message.Text);
        Assert.Equal("signature", message.Receive(text.Replace("{\"payload\":{", "{\"payload\":{ ", StringComparison.Ordinal))?["field"]);
        JsonTree tree = message.Tree;
        Assert.Equal("signature", message.Receive($$"""{"payload":{{tree.At("payload").Pretty()}},"signature":{{tree.At("signature")}}}""")?["field"]);
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_08_White_space_that_was_signed_is_accepted(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        Assert.Null(message.Receive(message.Sign(message.Tree.At("payload").Pretty())));
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_09_Another_order_that_was_signed_is_accepted(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        byte[] reversed = message.Sign(message.Tree.At("payload").Reversed().ToString());
        Assert.Null(message.Receive(reversed));
        Assert.Null(message.Receive(JsonTree.Parse(reversed) is { } tree ? $$"""{"signature":{{tree.At("signature")}},"payload":{{tree.At("payload")}}}""" : ""));
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_10_Another_order_that_came_after_signing_breaks_the_signature(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        if (message.Name != "empty response")
        {
            Assert.Equal("signature", message.Receive(message.Tree.Reversed().ToBytes())?["field"]);
        }
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_11_J_12_J_13_A_second_payload_or_signature_is_refused_wherever_it_stands(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        JsonTree tree = message.Tree, payload = tree.At("payload"), signature = tree.At("signature");
        foreach (JsonTree evil in new[] { payload.As("payload", "{}"), payload.As("payload", "null"), payload.As("payload"), signature.As("signature"), signature.As("signature", "\"\"") })
        {
            foreach (JsonTree[] order in new JsonTree[][] { [payload, signature, evil], [evil, payload, signature], [payload, evil, signature] })
            {
                tree.Members = [.. order];
                Assert.StartsWith(evil.Name, message.Read(tree.ToString())?["field"], StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_18_J_19_A_signed_payload_inside_a_wrapper_protects_nothing_else(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        JsonTree tree = message.Tree;
        JsonTree payload = tree.At("payload"), signature = tree.At("signature");
        Assert.Equal("x", message.Read($"{{\"x\":{{\"payload\":{payload}}},\"payload\":{payload},\"signature\":{signature}}}")?["field"]);
        Assert.Equal("x", message.Read($"{{\"payload\":{payload},\"signature\":{signature},\"x\":{{\"payload\":{payload}}}}}")?["field"]);
        Assert.Equal("payload2", message.Read($"{{\"payload\":{payload},\"signature\":{signature},\"payload2\":{{}}}}")?["field"]);
        Assert.Equal("payload.payload", message.Read($"{{\"payload\":{{\"payload\":{payload}}},\"signature\":{signature}}}")?["field"]);
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void J_23_J_24_A_payload_or_signature_of_another_type_is_refused(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        JsonTree tree = message.Tree;
        string payload = tree.At("payload").ToString(), signature = tree.At("signature").ToString();
        string quoted = System.Text.Json.JsonSerializer.Serialize(payload);
        foreach (string other in new[] { "[]", $"[{payload}]", quoted, "null", "1", "true", "\"\"" })
        {
            Assert.Equal("payload", message.Read($$"""{"payload":{{other}},"signature":{{signature}}}""")?["field"]);
        }

        foreach (string other in new[] { "null", "\"\"", "1", "[]", "{}", $"[{signature}]", "true" })
        {
            Assert.Equal("signature", message.Read($$"""{"payload":{{payload}},"signature":{{other}}}""")?["field"]);
        }

        Assert.Equal("signature", message.Read($$"""{"payload":{{payload}}}""")?["field"]);
        Assert.Equal("payload", message.Read($$"""{"signature":{{signature}}}""")?["field"]);
        Assert.Equal("payload", message.Read("{}")?["field"]);
    }

    [Fact]
    public void J_24_A_session_request_with_a_signature_is_refused()
    {
        string text = Encoding.UTF8.GetString(ProtocolMessages.Of("request session").Text);
        string signature = ProtocolMessages.Of("create session").Tree.At("signature").ToString();
        Assert.Equal("signature", ProtocolMessages.Of("request session").Read($"{text[..^1]},\"signature\":{signature}}}")?["field"]);
    }

    [Theory]
    [MemberData(nameof(SignedNames))]
    public void E_18_A_signature_over_a_re_serialisation_does_not_verify_what_was_sent(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        JsonTree tree = message.Tree;
        string sent = $$"""{"payload":{{tree.At("payload").Pretty()}},"signature":{{tree.At("signature")}}}""";
        Assert.Null(message.Read(sent));
        Refusal? refusal = message.Receive(sent);
        Assert.Equal((ErrorCode.InvalidMessage, "signature"), (refusal!.Code, refusal["field"]));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_30_J_31_Relaxed_JSON_is_refused(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        string text = Encoding.UTF8.GetString(message.Text);
        foreach (string relaxed in new[]
        {
            "/* */" + text, text + "// x", text.Replace('"', '\''), text[..^1] + ",}", text.Replace("{\"", "{,\"", StringComparison.Ordinal), text.Replace(":", "=", StringComparison.Ordinal),
            text.Insert(2, "\u0001"), text.Insert(2, "\0"), text.Insert(2, "\n"), text[..^1] + ",\"a\":NaN}", text[..^1] + ",\"a\":0x1}", text[..^1] + ",\"a\":Infinity}", text.Replace("\":", "\" \u00a0:", StringComparison.Ordinal),
        })
        {
            Assert.NotNull(message.Read(relaxed));
        }
    }
}
