namespace BetterAuth.Storage.Files;

/// <summary>What an encrypted file needs of a file, so that tests can tear, lose and refuse its writes.</summary>
internal interface IFileDevice : IDisposable
{
    /// <summary>Names the file in messages.</summary>
    string Name { get; }

    /// <summary>Reads at <paramref name="offset"/>; fewer bytes than asked for only at the file's end.</summary>
    int Read(long offset, Span<byte> destination);

    /// <summary>Writes at <paramref name="offset"/>. Until <see cref="Flush"/> returns, any part of it may be lost by a crash.</summary>
    void Write(long offset, ReadOnlySpan<byte> source);

    /// <summary>Makes all writes durable.</summary>
    void Flush();
}
