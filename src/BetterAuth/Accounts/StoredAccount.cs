namespace BetterAuth.Accounts;

/// <summary>A record as stored. <see cref="Version"/> starts at 1.</summary>
/// <param name="Version">How many records were stored for the identity.</param>
/// <param name="Record">The record's bytes; the caller may keep them (the store never writes into them again).</param>
public readonly record struct StoredAccount(long Version, ReadOnlyMemory<byte> Record);
