using System.Reflection;
using BetterAuth.Errors;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Emit;

namespace BetterAuth.Generators.Tests.Support;

/// <summary>Messages that were declared in a text: generated, compiled and loaded here.</summary>
internal sealed class Declared
{
    private readonly Assembly _assembly;

    public Declared(string source)
    {
        Compiler.Driver().RunGeneratorsAndUpdateCompilation(Compiler.Compile(source), out Compilation sum, out _);
        using MemoryStream image = new();
        EmitResult result = sum.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        _assembly = Assembly.Load(image.ToArray());
    }

    /// <summary>Reads the text as the named message and writes that; the text must be accepted.</summary>
    public string Rewrite(string type, string json) => (string)Call(nameof(RewriteOf), type, json)!;

    /// <summary>The refusal of the text as the named message.</summary>
    public Refusal Refuse(string type, string json) => (Refusal)Call(nameof(RefuseOf), type, json)!;

    private static string RewriteOf<T>(string json)
        where T : Wire.IWireMessage<T> => Message.Write(Message.Read<T>(json));

    private static Refusal RefuseOf<T>(string json)
        where T : Wire.IWireMessage<T> => Message.Refuse<T>(json);

    private object? Call(string method, string type, string json) => typeof(Declared)
        .GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
        .MakeGenericMethod(_assembly.GetType(type, throwOnError: true)!)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [json], null);
}
