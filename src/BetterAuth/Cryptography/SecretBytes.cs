namespace BetterAuth.Cryptography;

/// <summary>Memory for secrets.</summary>
internal static class SecretBytes
{
    /// <summary>An array that the collector never moves, so that it leaves no copies behind. Its bytes are anything; whoever holds it clears it.</summary>
    public static byte[] Allocate(int length) => GC.AllocateUninitializedArray<byte>(length, pinned: true);
}
