using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BetterAuth.Cryptography;
using BetterAuth.Errors;
using BetterAuth.Wire;

namespace BetterAuth.Measurements.Messages;

/// <summary>A message of the protocol, read and written by us and by System.Text.Json. Not thread-safe.</summary>
internal abstract class MessageScenario(string name)
{
    /// <summary>The message's name.</summary>
    public string Name { get; } = name;

    /// <summary>Its text.</summary>
    public abstract ReadOnlyMemory<byte> Text { get; }

    /// <summary>Reads the text and checks all shapes.</summary>
    public abstract void Parse();

    /// <summary>Writes it; returns the text.</summary>
    public abstract ReadOnlySpan<byte> Write();

    /// <summary>Reads the text with System.Text.Json, by its source generator.</summary>
    public abstract object PlainParse();

    /// <summary>Writes it with System.Text.Json.</summary>
    public abstract ReadOnlySpan<byte> PlainWrite();

    public override string ToString() => Name;
}

/// <inheritdoc/>
internal sealed class MessageScenario<TView, TPlain> : MessageScenario, IDisposable
    where TView : struct, IWireView<TView>
    where TPlain : class
{
    private readonly TView _view;
    private readonly byte[] _text;
    private readonly byte[] _destination;
    private readonly JsonTypeInfo<TPlain> _type;
    private readonly TPlain _plain;
    private readonly ArrayBufferWriter<byte> _plainText = new(8192);
    private readonly Utf8JsonWriter _plainWriter;

    public MessageScenario(string name, TView view, JsonTypeInfo<TPlain> type)
        : base(name)
    {
        _view = view;
        _text = WireWriter.ToArray(view);
        _destination = new byte[TView.MaxLength(view)];
        _type = type;
        _plain = JsonSerializer.Deserialize(_text, type)!;
        _plainWriter = new(_plainText);
    }

    public override ReadOnlyMemory<byte> Text => _text;

    public override void Parse()
    {
        if (!WireReader.TryRead(_text, CryptographicSuite.Default, out TView _, out Refusal? refusal))
        {
            throw new InvalidOperationException(refusal.ToString());
        }
    }

    public override ReadOnlySpan<byte> Write() => _destination.AsSpan(0, WireWriter.Write(_view, _destination));

    public override object PlainParse() => JsonSerializer.Deserialize(_text, _type)!;

    public override ReadOnlySpan<byte> PlainWrite()
    {
        _plainText.ResetWrittenCount();
        _plainWriter.Reset();
        JsonSerializer.Serialize(_plainWriter, _plain, _type);
        return _plainText.WrittenSpan;
    }

    public void Dispose() => _plainWriter.Dispose();
}
