using System.Text;

namespace BetterAuth.Tests.Wire.Messages;

/// <summary>Messages where others are expected.</summary>
public class OtherKindsTests
{
    // What declares the same members cannot be told apart by them; the operation's name in the digest and the path tell (catalogue section 13).
    private static readonly string[][] SameMembers =
    [
        ["create account", "change recovery key"],
        ["delete account", "rotate device"],
    ];

    // Application data is anything: an access response is what any response looks like.
    private static readonly string[] AnyResponse = ["empty response", "request session response", "session response", "access response"];

    [Fact]
    public void J_35_A_message_of_one_kind_is_refused_where_another_is_expected()
    {
        int pairs = 0, refused = 0;
        foreach (ProtocolMessage sent in ProtocolMessages.All)
        {
            foreach (ProtocolMessage expected in ProtocolMessages.All)
            {
                bool accepted = expected.Read(sent.Text) is null;
                Assert.True(accepted == MayBeTaken(sent.Name, expected.Name), $"{sent} as {expected}: {(accepted ? "accepted" : "refused")}");
                pairs++;
                refused += accepted ? 0 : 1;
            }
        }

        Assert.Equal(ProtocolMessages.All.Count * ProtocolMessages.All.Count, pairs);
        Assert.True(refused > pairs * 3 / 4);
    }

    [Fact]
    public void J_35_The_members_of_one_kind_inside_the_envelope_of_another_are_refused()
    {
        // The request of every kind under the access of every other, signed by the other's signer: only the members can refuse.
        foreach (ProtocolMessage one in ProtocolMessages.All.Where(kind => kind.Members.Contains("payload.request")))
        {
            foreach (ProtocolMessage other in ProtocolMessages.All.Where(kind => kind.Members.Contains("payload.request")))
            {
                JsonTree tree = other.Tree;
                tree.At("payload.request").Replace(one.Tree.At("payload.request").ToString());
                byte[] message = other.Sign(tree.At("payload").ToString());
                bool accepted = other.Read(message) is null;
                Assert.True(accepted == (other.Name == "access request" || MayBeTaken(one.Name, other.Name)), $"{one} in {other}: {Encoding.UTF8.GetString(message)}");
            }
        }
    }

    private static bool MayBeTaken(string sent, string expected) =>
        sent == expected
        || SameMembers.Any(kinds => kinds.Contains(sent) && kinds.Contains(expected))
        || (expected == "access response" && AnyResponse.Contains(sent));
}
