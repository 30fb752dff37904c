using System.Diagnostics.CodeAnalysis;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire.Json;

namespace BetterAuth.Wire;

/// <summary>Reads a whole message.</summary>
public static class WireReader
{
    /// <summary>
    /// Reads exactly one value of <typeparamref name="T"/>, with nothing but white space around it; the view's members are slices of <paramref name="message"/>. Never throws, allocates only for a refusal.
    /// </summary>
    /// <param name="message">The UTF-8 text.</param>
    /// <param name="suite">Decides the shapes of keys, hashes, signatures and nonces; null takes any string.</param>
    /// <param name="value">The view.</param>
    /// <param name="refusal">BA101: <c>field</c> is the path of the wrong member, or <c>message</c> when the text is not JSON or not an object at all.</param>
    /// <typeparam name="T">The message's view.</typeparam>
    public static bool TryRead<T>(ReadOnlyMemory<byte> message, CryptographicSuite? suite, out T value, [NotNullWhen(false)] out Refusal? refusal)
        where T : struct, IWireView<T>
    {
        JsonScanner scanner = new(message, suite);
        if (T.TryRead(ref scanner, out value, out refusal) && scanner.TryEnd(out refusal))
        {
            return true;
        }

        value = default;
        if (scanner.IsMalformed)
        {
            refusal = scanner.Refuse(Refusal.WholeMessage); // The views have put their names around it.
        }
        else if (string.IsNullOrEmpty(refusal["field"]))
        {
            refusal = refusal.Within(Refusal.WholeMessage);
        }

        return false;
    }
}
