using System.IO.MemoryMappedFiles;
using BetterAuth.Tests.Support;

namespace BetterAuth.Fuzzing.Commands;

/// <summary>The input that is running, in a file of shared memory: what is left of it when the process itself dies (a stack overflow). It is removed when all went well.</summary>
internal sealed class InputTrace : IDisposable
{
    private const int Capacity = 1 << 20;

    private readonly string _path;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;

    private InputTrace(string path)
    {
        _path = path;
        _file = MemoryMappedFile.CreateFromFile(path, FileMode.Create, null, Capacity);
        _view = _file.CreateViewAccessor();
    }

    public static InputTrace Of(FuzzTarget target)
    {
        string folder = Path.Combine(Repository.Root, "artifacts", "fuzzing");
        Directory.CreateDirectory(folder);
        return new(Path.Combine(folder, $"{target.Name}.running"));
    }

    /// <summary>Length and bytes.</summary>
    public void Write(byte[] input)
    {
        int length = Math.Min(input.Length, Capacity - sizeof(int));
        _view.Write(0, length);
        _view.WriteArray(sizeof(int), input, 0, length);
    }

    public void Dispose()
    {
        _view.Dispose();
        _file.Dispose();
        File.Delete(_path);
    }
}
