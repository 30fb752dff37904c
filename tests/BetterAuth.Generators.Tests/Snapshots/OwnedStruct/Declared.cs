[BetterAuthMessage]
internal partial record struct Optional(double? A, string? @class, [MemberName("quo\"te\u00e9")] Utf8Text B);

[BetterAuthMessage]
internal partial record struct Nothing;
