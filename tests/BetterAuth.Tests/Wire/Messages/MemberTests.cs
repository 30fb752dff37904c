using System.Text;
using BetterAuth.Errors;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>The same to every member of every kind of message (catalogue sections 2 and 3, the rows marked ×F). Signatures are not asked: only the rule under test can refuse.</summary>
public class MemberTests
{
    private static readonly string[] OtherTypes = ["null", "true", "false", "0", "1760079629423", "-1.5e3", "[]", "[\"x\"]", "{}", "\"\"", "[{}]"];

    public static TheoryData<string> Names => ProtocolMessages.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void J_14_A_member_that_is_there_twice_is_refused(string name) =>
        ForEachMember(name, (message, tree, node, parent) =>
        {
            parent.Members!.Add(node.As(node.Name));
            Refused(message, tree, node.Path);
            parent.Members[^1] = node.As(node.Name, "null");
            Refused(message, tree, node.Path);
            parent.Members.Reverse();
            Refused(message, tree, node.Path);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void J_15_A_name_that_is_written_with_an_escape_is_refused(string name) =>
        ForEachMember(name, (message, tree, node, parent) =>
        {
            string escaped = $"{node.Name[..^1]}\\u{(int)node.Name[^1]:x4}";
            parent.Members!.Add(node.As(escaped));
            Refused(message, tree, node.Path);
            parent.Members.Remove(node);
            Refused(message, tree, node.Path);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void J_16_A_name_in_another_case_is_refused(string name) =>
        ForEachMember(name, (message, tree, node, parent) =>
        {
            foreach (string variant in new[] { node.Name.ToUpperInvariant(), char.ToUpperInvariant(node.Name[0]) + node.Name[1..], Snake(node.Name) }.Where(variant => variant != node.Name))
            {
                List<JsonTree> members = parent.Members!;
                parent.Members = [.. members, node.As(variant)];
                Refused(message, tree, Beside(node, variant));
                parent.Members = [.. members.Select(member => member == node ? node.As(variant) : member)];
                Refused(message, tree, Beside(node, variant));
                parent.Members = members;
            }
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void J_17_J_32_An_unknown_member_is_refused_in_every_object(string name)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        foreach (string path in message.Objects)
        {
            foreach (string unknown in new[] { "x", "__proto__", "constructor", "$type", "$ref", "toString", "" })
            {
                foreach (string value in new[] { "null", "{}", "\"x\"" })
                {
                    JsonTree tree = message.Tree, node = tree.At(path);
                    string expected = path.Length == 0 ? unknown : $"{path}.{unknown}";
                    node.Members!.Insert(0, JsonTree.Member(unknown, value));
                    RefusedUnknown(message, tree, expected, unknown);
                    node.Members.Reverse();
                    RefusedUnknown(message, tree, expected, unknown);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void J_20_A_member_that_is_missing_is_named(string name) =>
        ForEachMember(name, (message, tree, node, parent) =>
        {
            parent.Members!.Remove(node);
            Refused(message, tree, node.Path);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void J_21_J_22_A_member_of_another_type_is_named(string name) =>
        ForEachMember(name, (message, tree, node, parent) =>
        {
            if (node.Path == message.FreePath)
            {
                return;
            }

            bool isObject = node.Members is not null;
            foreach (string other in OtherTypes)
            {
                node.Replace(other);
                if (other == "{}" && isObject)
                {
                    // An object with nothing in it: what is missing is named, unless nothing had to be there.
                    Assert.True(message.Read(tree.ToString())?["field"]?.StartsWith(node.Path + ".", StringComparison.Ordinal) ?? node.Path == "payload.response", node.Path);
                }
                else
                {
                    Refused(message, tree, node.Path);
                }
            }
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void J_04_An_escape_in_a_text_is_refused_whatever_it_stands_for(string name) =>
        ForEachText(name, (message, tree, node) =>
        {
            string text = node.Raw!;
            foreach (string escaped in new[] { $"\"\\u{(int)text[1]:x4}{text[2..]}", $"\"\\ud800{text[2..]}", $"\"\\/{text[2..]}", $"\"{text[1..^2]}\\u{(int)text[^2]:X4}\"" })
            {
                node.Replace(escaped);
                Refused(message, tree, node.Path);
            }
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void J_27_A_text_of_60_KB_is_refused(string name) =>
        ForEachText(name, (message, tree, node) =>
        {
            if (IsToken(node))
            {
                return; // The HTTP limit bounds a token here; the token's own codec does later.
            }

            node.Replace($"\"{new string('A', 60_000)}\"");
            Refused(message, tree, node.Path);
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void E_01_E_02_E_03_E_08_E_09_An_ill_formed_key_hash_nonce_or_signature_is_named(string name) =>
        ForEachText(name, (message, tree, node) =>
        {
            if (IsTime(node) || IsToken(node))
            {
                return;
            }

            string text = node.Raw![1..^1];
            string[] bad =
            [
                "1AAJ" + text[4..], "1AAH" + text[4..], "0B" + text[2..], "0H" + text[2..], "F" + text[1..], "D" + text[1..], "e" + text[1..], "i" + text[1..], "AAAA" + text[4..],
                text[..^1], text + "A", text + "AAAA", "A" + text, text[..^1] + "+", text[..^1] + "/", text[..^1] + "=", text + "=", text[..^1] + " ", " " + text[..^1], text[..^3] + "%2B",
                "\u212A" + text[1..], "\u0415" + text[1..], "\uFF21" + text[1..], text.ToLowerInvariant(),
            ];
            foreach (string other in bad.Where(other => other != text))
            {
                node.Replace($"\"{other}\"");
                Refused(message, tree, node.Path);
            }
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void E_28_A_time_that_is_none_by_its_length_is_named(string name) =>
        ForEachText(name, (message, tree, node) =>
        {
            foreach (string other in IsTime(node) ? new[] { "", "2026-01-02T03:04:05.6780000000Z", new string('0', 64) } : [])
            {
                node.Replace($"\"{other}\"");
                Refused(message, tree, node.Path);
            }
        });

    private static bool IsTime(JsonTree node) => node.Name is "timestamp" or "issuedAt" or "expiry" or "refreshExpiry";

    private static bool IsToken(JsonTree node) => node.Name == "token";

    private static string Snake(string name) => string.Concat(name.Select(letter => char.IsUpper(letter) ? $"_{char.ToLowerInvariant(letter)}" : letter.ToString()));

    private static string Beside(JsonTree node, string name) => node.Path[..^node.Name.Length] + name;

    private static void Refused(ProtocolMessage message, JsonTree tree, string field)
    {
        Refusal? refusal = message.Read(tree.ToString());
        Assert.True(refusal is not null, $"{message}: {field} was accepted.");
        Assert.Equal((ErrorCode.InvalidMessage, field), (refusal.Code, refusal["field"]));
    }

    /// <summary>A member without a name has no path of its own.</summary>
    private static void RefusedUnknown(ProtocolMessage message, JsonTree tree, string field, string name)
    {
        if (name.Length > 0)
        {
            Refused(message, tree, field);
        }
        else
        {
            Assert.NotNull(message.Read(tree.ToString()));
        }
    }

    private static void ForEachMember(string name, Action<ProtocolMessage, JsonTree, JsonTree, JsonTree> check)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        Assert.NotEmpty(message.Members);
        foreach (string path in message.Members)
        {
            JsonTree tree = message.Tree, node = tree.At(path);
            check(message, tree, node, tree.ParentOf(node));
        }
    }

    private static void ForEachText(string name, Action<ProtocolMessage, JsonTree, JsonTree> check)
    {
        ProtocolMessage message = ProtocolMessages.Of(name);
        Assert.NotEmpty(message.Texts);
        foreach (string path in message.Texts)
        {
            JsonTree tree = message.Tree;
            check(message, tree, tree.At(path));
        }
    }
}
