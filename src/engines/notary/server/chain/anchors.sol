// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// Holds of each log how many leaves it had and their root. A log can only grow; of one size it has one root.
contract Anchors {
    struct Head {
        uint64 size;
        bytes32 root;
    }

    address public immutable owner;
    /// By the SHA-256 of the origin of the log.
    mapping(bytes32 => Head) public heads;

    event Anchored(bytes32 indexed origin, uint64 indexed size, bytes32 root);

    error NotTheOwner();
    error Shrinks(uint64 held);
    error Forks(bytes32 held);

    constructor() {
        owner = msg.sender;
    }

    function anchor(bytes32 origin, uint64 size, bytes32 root) external {
        if (msg.sender != owner) revert NotTheOwner();
        Head storage head = heads[origin];
        if (size < head.size) revert Shrinks(head.size);
        if (size == head.size) {
            if (root != head.root) revert Forks(head.root);
            return;
        }
        head.size = size;
        head.root = root;
        emit Anchored(origin, size, root);
    }
}
