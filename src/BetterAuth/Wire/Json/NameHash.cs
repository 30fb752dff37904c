using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BetterAuth.Wire.Json;

/// <summary>The hash of a member's name in the object at a level, keyed per process: nobody can prepare names that collide.</summary>
internal static class NameHash
{
    private static readonly ulong Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
    private static readonly ulong Multiplier = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 1;

    public static uint Of(ReadOnlySpan<byte> name, int level) => Of(name, level, Seed, Multiplier);

    /// <summary>
    /// Eight bytes at a time are added to what there is, and the halves of its product with <paramref name="multiplier"/> are folded together; then the rest, with a one before it that tells how long it is.
    /// The levels are spread: one name may be open in sixty-four objects.
    /// </summary>
    internal static uint Of(ReadOnlySpan<byte> name, int level, ulong seed, ulong multiplier)
    {
        ulong hash = seed;
        for (; name.Length >= sizeof(ulong); name = name[sizeof(ulong)..])
        {
            hash = Mix(hash + MemoryMarshal.Read<ulong>(name), multiplier);
        }

        ulong rest = 1;
        foreach (byte next in name)
        {
            rest = (rest << 8) + next;
        }

        return (uint)Mix(hash + rest, multiplier) ^ ((uint)level * 0x9E3779B1u);
    }

    private static ulong Mix(ulong value, ulong multiplier)
    {
        ulong high = Math.BigMul(value, multiplier, out ulong low);
        return high ^ low;
    }
}
