using BetterAuth.TestKit.Clients;
using BetterAuth.Wire;

namespace BetterAuth.TestKit.Traffic;

/// <summary>A request as it was sent: the bytes, who made them and for which endpoint. Everybody who sees it, repeats it or redirects it handles this one object.</summary>
/// <param name="Bytes">The body.</param>
/// <param name="Author">Whose keys signed it; null: made up by the attacker.</param>
/// <param name="Intended">The endpoint it was made for; null: an access request.</param>
internal sealed record SimMessage(ReadOnlyMemory<byte> Bytes, Device? Author, Operation? Intended)
{
    /// <summary>Whether somebody who keeps to the protocol made it.</summary>
    public bool IsHonest => Author is { Owner.IsHostile: false };

    /// <summary>What it says, read without the library's reader.</summary>
    public MessageFacts Facts => field ??= MessageFacts.Read(Bytes);
}
