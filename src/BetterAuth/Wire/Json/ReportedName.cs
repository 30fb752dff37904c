using System.Text;

namespace BetterAuth.Wire.Json;

/// <summary>A member's name that a peer chose, made fit for a log: cut after 64 bytes, and whatever is not printable ASCII becomes <c>?</c>.</summary>
internal static class ReportedName
{
    public const int MaxLength = 64;

    public static string Of(ReadOnlySpan<byte> name)
    {
        Span<byte> printable = stackalloc byte[Math.Min(name.Length, MaxLength)];
        for (int i = 0; i < printable.Length; i++)
        {
            printable[i] = name[i] is > 0x20 and < 0x7F and not (byte)'"' ? name[i] : (byte)'?';
        }

        return Encoding.ASCII.GetString(printable);
    }
}
