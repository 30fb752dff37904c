using BetterAuth.Wire;

namespace BetterAuth.Tests.Support;

/// <summary>A public key's text that has the form of one and is no point of the curve.</summary>
internal static class NoPoint
{
    public static Utf8Text Of(World world)
    {
        byte[] text = world.Suite.Keys.Generate().PublicKey.Span.ToArray();
        do
        {
            // Every second x has no y.
            text[^1] = text[^1] == (byte)'z' ? (byte)'a' : text[^1] is >= (byte)'a' and < (byte)'z' ? (byte)(text[^1] + 1) : (byte)'a';
        }
        while (world.Suite.Verifier.IsValidKey(text));

        Assert.True(world.Suite.Verifier.IsWellFormedKey(text));
        return new(text);
    }
}
