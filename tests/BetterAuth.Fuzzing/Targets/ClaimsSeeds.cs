namespace BetterAuth.Fuzzing.Targets;

/// <summary>Claims of tokens, to start from.</summary>
internal static class ClaimsSeeds
{
    public const string Plain =
        """{"serverIdentity":"1AAIAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEi","device":"EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA","identity":"EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAB","publicKey":"1AAIAwMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4fICEi","rotationHash":"EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAC","issuedAt":"2026-11-23T12:00:00.000Z","expiry":"2026-11-23T12:15:00.000Z","refreshExpiry":"2026-11-24T00:00:00.000Z","attributes":{}}""";

    public static string Rich { get; } = Plain.Replace("\"attributes\":{}", """
        "attributes":{"permissionsByRole":{"admin":["read","write"],"user":["read"]},"level":3,"name":"é😂\n"}
        """, StringComparison.Ordinal);
}
