using BetterAuth.Generators.Diagnostics;

namespace BetterAuth.Generators.Model;

/// <summary>What became of one declaration: a model to print, or what is wrong with it. Split at once, so that a diagnostic that moves prints nothing anew.</summary>
internal sealed record ParseResult(MessageModel? Message, EquatableArray<DiagnosticModel> Diagnostics);
