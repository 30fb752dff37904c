using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Generators.Tests.Support;

/// <summary>A declared message and its text.</summary>
internal static class Message
{
    public static T Read<T>(string json)
        where T : IWireMessage<T>
    {
        Assert.True(TryRead<T>(json, out T? value, out Refusal? refusal), refusal?.ToString());
        return value;
    }

    /// <summary>The refusal; it is BA101, and nothing was read.</summary>
    public static Refusal Refuse<T>(string json)
        where T : IWireMessage<T>
    {
        Assert.False(TryRead<T>(json, out T? value, out Refusal? refusal), $"read: {json}");
        Assert.Equal(default, value);
        Assert.Equal(ErrorCode.InvalidMessage, refusal.Code);
        return refusal;
    }

    public static string Write<T>(T value)
        where T : IWireMessage<T> => Encoding.UTF8.GetString(WireWriter.ToArray(value));

    /// <summary>Without validating first, so that nothing but the generated code refuses; from a buffer that is overwritten afterwards: what was read owns what it holds.</summary>
    private static bool TryRead<T>(string json, [MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
        where T : IWireMessage<T>
    {
        byte[] buffer = Encoding.UTF8.GetBytes(json);
        Utf8JsonReader reader = new(buffer);
        reader.Read();
        bool read = T.TryRead(ref reader, out value, out refusal);
        Assert.False(read && reader.Read(), "stopped before the last token");
        buffer.AsSpan().Fill(0xFF);
        return read;
    }
}
