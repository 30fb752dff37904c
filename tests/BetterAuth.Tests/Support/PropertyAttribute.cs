using System.Runtime.CompilerServices;

namespace BetterAuth.Tests.Support;

/// <summary>A test that holds for every generated value: its body calls <c>Holds</c> once. All of them are counted.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PropertyAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1) : FactAttribute(sourceFilePath, sourceLineNumber);
