namespace System.Runtime.CompilerServices;

/// <summary>netstandard2.0 lacks what init accessors and records are compiled to.</summary>
internal static class IsExternalInit;
