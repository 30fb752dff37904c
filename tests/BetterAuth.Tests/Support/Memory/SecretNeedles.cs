using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace BetterAuth.Tests.Support.Memory;

/// <summary>
/// A secret of 32 bytes in every form it could be left in: its bytes, the same backwards (how big-number code keeps a scalar), hex, and base64 of either alphabet at whatever place of a longer text,
/// which is also how CESR would write it; texts as UTF-8 and as a string's UTF-16.
/// </summary>
internal sealed class SecretNeedles
{
    public const string Backwards = "bytes, backwards";

    private const int SecretLength = 32;
    private readonly List<Needle> _needles = [];

    /// <summary>Leaves no copy of <paramref name="secret"/>, which the caller clears.</summary>
    public SecretNeedles(ReadOnlySpan<byte> secret)
    {
        Assert.Equal(SecretLength, secret.Length);
        byte[] scratch = GC.AllocateArray<byte>(256, pinned: true);
        secret.CopyTo(scratch);
        Add("bytes", scratch.AsSpan(0, SecretLength));
        scratch.AsSpan(0, SecretLength).Reverse();
        Add(Backwards, scratch.AsSpan(0, SecretLength));
        AddHex(secret, upper: true, scratch);
        AddHex(secret, upper: false, scratch);
        for (int shift = 0; shift < 3; shift++)
        {
            AddBase64(secret, shift, isUrl: false, scratch);
            AddBase64(secret, shift, isUrl: true, scratch);
        }

        CryptographicOperations.ZeroMemory(scratch);
    }

    public IReadOnlyList<Needle> All => _needles;

    private void AddHex(ReadOnlySpan<byte> secret, bool upper, Span<byte> scratch)
    {
        Span<byte> text = scratch[..(2 * SecretLength)];
        _ = upper ? Convert.TryToHexString(secret, text, out _) : Convert.TryToHexStringLower(secret, text, out _);
        AddText(upper ? "HEX" : "hex", text, scratch[(2 * SecretLength)..]);
    }

    /// <summary>What stands in base64 of <paramref name="shift"/> (and three times as many) bytes and then the secret: the digits that depend on the secret alone.</summary>
    private void AddBase64(ReadOnlySpan<byte> secret, int shift, bool isUrl, Span<byte> scratch)
    {
        Span<byte> bytes = scratch[..(shift + SecretLength)];
        bytes.Clear();
        secret.CopyTo(bytes[shift..]);
        Span<byte> text = scratch.Slice(64, 48);
        int length;
        OperationStatus status = isUrl ? Base64Url.EncodeToUtf8(bytes, text, out _, out length) : Base64.EncodeToUtf8(bytes, text, out _, out length);
        Assert.Equal(OperationStatus.Done, status);
        int first = shift == 0 ? 0 : shift + 1;
        AddText($"base64{(isUrl ? "url" : "")} at {shift}", text[first..((shift + SecretLength) * 8 / 6)], scratch[112..]);
        bytes.Clear();
    }

    private void AddText(string form, ReadOnlySpan<byte> text, Span<byte> scratch)
    {
        Add(form, text);
        Span<byte> wide = scratch[..(2 * text.Length)];
        wide.Clear();
        for (int i = 0; i < text.Length; i++)
        {
            wide[2 * i] = text[i];
        }

        Add(form + ", UTF-16", wide);
        wide.Clear();
    }

    private void Add(string form, ReadOnlySpan<byte> bytes) => _needles.Add(new(form, bytes));
}
