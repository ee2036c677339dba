/** `anchors.sol` as solc compiles it for EVM `paris`, so that old chains take it too; a test compiles it again. */
export const anchorsBytecode =
  '0x' +
  '60a0604052348015600f57600080fd5b50336080526080516102936100346000396000818160b9015260fe01526102936000' +
  'f3fe608060405234801561001057600080fd5b50600436106100415760003560e01c80630d97b0ff1461004657806370c127' +
  'c61461009f5780638da5cb5b146100b4575b600080fd5b61007a610054366004610235565b60006020819052908152604090' +
  '20805460019091015467ffffffffffffffff9091169082565b6040805167ffffffffffffffff909316835260208301919091' +
  '52015b60405180910390f35b6100b26100ad36600461024e565b6100f3565b005b6100db7f00000000000000000000000000' +
  '0000000000000000000000000000000000000081565b6040516001600160a01b039091168152602001610096565b33600160' +
  '0160a01b037f0000000000000000000000000000000000000000000000000000000000000000161461013c576040516336b6' +
  'b89560e01b815260040160405180910390fd5b6000838152602081905260409020805467ffffffffffffffff908116908416' +
  '101561018e5780546040516362c31e2760e01b815267ffffffffffffffff90911660048201526024015b60405180910390fd' +
  '5b805467ffffffffffffffff908116908416036101d657806001015482146101d0578060010154604051630b08fe4360e01b' +
  '815260040161018591815260200190565b50505050565b805467ffffffffffffffff191667ffffffffffffffff8416908117' +
  '82556001820183905560405183815285907fbea4d11b910aad40d2df2a90d97a3329219b6389f85777c99daad7eb5fafd439' +
  '9060200160405180910390a350505050565b60006020828403121561024757600080fd5b5035919050565b60008060006060' +
  '848603121561026357600080fd5b83359250602084013567ffffffffffffffff8116811461028257600080fd5b9295929450' +
  '5050604091909101359056'

export const anchorsAbi = [
  { inputs: [], stateMutability: 'nonpayable', type: 'constructor' },
  { inputs: [{ internalType: 'bytes32', name: 'held', type: 'bytes32' }], name: 'Forks', type: 'error' },
  { inputs: [], name: 'NotTheOwner', type: 'error' },
  { inputs: [{ internalType: 'uint64', name: 'held', type: 'uint64' }], name: 'Shrinks', type: 'error' },
  {
    anonymous: false,
    inputs: [
      { indexed: true, internalType: 'bytes32', name: 'origin', type: 'bytes32' },
      { indexed: true, internalType: 'uint64', name: 'size', type: 'uint64' },
      { indexed: false, internalType: 'bytes32', name: 'root', type: 'bytes32' },
    ],
    name: 'Anchored',
    type: 'event',
  },
  {
    inputs: [
      { internalType: 'bytes32', name: 'origin', type: 'bytes32' },
      { internalType: 'uint64', name: 'size', type: 'uint64' },
      { internalType: 'bytes32', name: 'root', type: 'bytes32' },
    ],
    name: 'anchor',
    outputs: [],
    stateMutability: 'nonpayable',
    type: 'function',
  },
  {
    inputs: [{ internalType: 'bytes32', name: '', type: 'bytes32' }],
    name: 'heads',
    outputs: [
      { internalType: 'uint64', name: 'size', type: 'uint64' },
      { internalType: 'bytes32', name: 'root', type: 'bytes32' },
    ],
    stateMutability: 'view',
    type: 'function',
  },
  {
    inputs: [],
    name: 'owner',
    outputs: [{ internalType: 'address', name: '', type: 'address' }],
    stateMutability: 'view',
    type: 'function',
  },
] as const
